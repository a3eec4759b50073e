package io.saec.client;

import io.saec.client.store.Mapping;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a serving host looks up. Every answer comes from one sealed version of the field: a mapping
 * is never paired with a centroid it was not made for. Look-ups take no lock and never wait for the
 * writer. (thread safe)
 */
public interface MappingView {
  /** Stands for a cluster where there is none. */
  int NONE = Mapping.NONE;

  /**
   * The feature's cluster in the version in force.
   *
   * @return {@link #NONE} if the field or the feature is unknown
   */
  int clusterOf(String field, String feature);

  /**
   * Writes the vector that stands for the feature: its cluster's centroid, or that of the field's
   * fallback cluster if the feature is unknown. Mapping and centroid are of the same version.
   * Allocates nothing.
   *
   * @param out shape [at least dim of the field]; only the first dim places are written
   * @return whether the feature is known
   * @throws IllegalStateException naming the field, if it has no version yet
   * @throws IllegalArgumentException if {@code out} is shorter than the field's dimension
   */
  boolean embedding(String field, String feature, float[] out);

  /**
   * Looks up several features at once, all of them in one version. Begins again if the field flips
   * meanwhile.
   *
   * @throws IllegalStateException naming the field, if it has no version yet
   */
  Answers lookUp(String field, List<String> features);

  /** The version in force, 0 before the first. It only grows. */
  long version(String field);

  /**
   * Whether the field has a version and the topics have been read as far as they reached when the
   * reading began.
   */
  boolean ready(String field);

  /**
   * Waits until the field is {@link #ready}.
   *
   * @return false if the time is up, or nothing is read any more, before it is
   */
  boolean awaitReady(String field, Duration timeout) throws InterruptedException;

  /**
   * Has a listener told of every flip from now on, of any field, on the thread that reads the
   * topics and once look-ups show the new version. Reading waits for it, so it should be quick;
   * what it throws is logged and goes no further.
   */
  void listen(FlipListener listener);

  /** The fields that any record has named so far, whether or not they have a version yet. */
  Set<String> fields();

  /** How the field stands; {@link FieldStatus#NOTHING} if it is unknown. */
  FieldStatus status(String field);
}
