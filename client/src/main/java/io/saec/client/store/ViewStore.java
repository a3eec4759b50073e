package io.saec.client.store;

import io.saec.client.snapshot.Position;
import java.util.List;
import java.util.Set;

/**
 * Where a view keeps what was read of the topics, field by field. One thread writes; a part that it
 * has handed out may be looked up in from any.
 *
 * <p>What is put is seen at once. What outlives the process, in a store that does, is what was
 * there at the last {@link #commit}, all of it or nothing: mappings, notes and positions together.
 */
public interface ViewStore extends AutoCloseable {

  /** Whether anything outlives the process: if not, there is no need to commit. */
  boolean durable();

  /**
   * Whether, of all fields that the topics spoke of before {@link #positions}, it has what they
   * said.
   */
  boolean whole();

  /** The fields that were kept when it was opened. */
  Set<String> fields();

  /** The field's part; an empty one if it is new. */
  FieldStore field(String field);

  /** An empty part for the field beside the one that it has, to be adopted or discarded. */
  FieldStore beside(String field);

  /** Has a part that was made beside take the place of the field's, which is of no more use. */
  void adopt(String field, FieldStore part);

  /** Lets go of a part that was made beside. */
  void discard(FieldStore part);

  /** How far the topics had been read at the last commit; empty before the first. */
  List<Position> positions();

  /**
   * Keeps everything that was put, together with how far the topics have been read.
   *
   * @throws StoreException if that failed; what was kept before still is
   */
  void commit(List<Position> read);

  /** Ends it, without a commit. */
  @Override
  void close();
}
