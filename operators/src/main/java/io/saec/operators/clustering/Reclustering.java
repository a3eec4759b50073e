package io.saec.operators.clustering;

import io.saec.clustering.Codebook;
import io.saec.clustering.CodebookMaker;
import io.saec.clustering.Head;
import io.saec.clustering.HeadShare;
import io.saec.clustering.Heads;
import io.saec.operators.FieldRules;
import io.saec.operators.Rules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides at a boundary whether a field is re-clustered, and does it. Pure, so it can run twice.
 */
final class Reclustering {
  private final Rules rules;
  private final CodebookMaker maker;

  Reclustering(Rules rules, CodebookMaker maker) {
    this.rules = rules;
    this.maker = maker;
  }

  /**
   * The codebook as of the boundary; null where the one in force stays.
   *
   * @param previous the codebook in force, null before the first
   * @param shares of the shards whose heads came, in the order of the shards
   * @param live features of the whole field
   */
  @Nullable Codebook at(
      long boundary,
      FieldRules field,
      @Nullable Codebook previous,
      List<HeadShare> shares,
      int live) {
    int k = field.clusters().of(live);
    Head head =
        Heads.merge(shares, field.dimension(), rules.headCoverage(), rules.headFeatures(), k);
    if (head.size() == 0 || (previous != null && !isDue(boundary, previous, head))) {
      return null;
    }
    return maker.next(field.name(), previous, head, k, rules.window().timeOf(boundary));
  }

  private boolean isDue(long boundary, Codebook previous, Head head) {
    if (head.occurrences() == 0) {
      return false;
    }
    return boundary - rules.window().boundaryAt(previous.boundary()) >= rules.interval()
        || maker.distortion(previous, head) > previous.distortion() + rules.distortionRise();
  }
}
