package io.saec.clustering;

import org.jspecify.annotations.Nullable;

/**
 * The life of one cluster while a codebook is made: which cluster of the version before it comes
 * from, and into which other it went. A parent or an heir may itself be gone by the end, so both
 * are looked up along the line. (not thread safe)
 */
final class Life {
  /** Stands for the id of a cluster that has none yet, and for the origin of one without any. */
  static final int NONE = -1;

  private final int origin;
  private int id;
  private @Nullable Life heir;

  private Life(int origin, int id) {
    this.origin = origin;
    this.id = id;
  }

  /** A cluster that the version before had; it keeps its id. */
  static Life of(int id) {
    return new Life(id, id);
  }

  /** A cluster without an id and from nowhere: the first of a field. */
  static Life first() {
    return new Life(NONE, NONE);
  }

  /** A cluster that splits off this one; it comes from where this one came from. */
  Life child() {
    return new Life(origin, NONE);
  }

  /** Ends this life; the cluster's points go to {@code other}, or most of them do. */
  void endIn(Life other) {
    heir = other;
  }

  /** The one alive at the end of the line of heirs, this one if it is alive. */
  Life survivor() {
    Life life = this;
    while (life.heir != null) {
      life = life.heir;
    }
    return life;
  }

  /** Id in the version before of the cluster that this one comes from, or {@link #NONE}. */
  int origin() {
    return origin;
  }

  /** The id, {@link #NONE} until a newcomer is named. */
  int id() {
    return id;
  }

  void name(int newId) {
    id = newId;
  }
}
