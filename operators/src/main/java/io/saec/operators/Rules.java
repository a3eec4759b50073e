package io.saec.operators;

import io.saec.clustering.ClusteringOptions;
import io.saec.clustering.budget.Accounting;
import io.saec.clustering.budget.Budget;
import io.saec.state.FeatureRecord;
import io.saec.state.Window;
import java.io.Serializable;
import java.time.Duration;

/**
 * The rules that all steps work by.
 *
 * @param fields of the job
 * @param shards a field is spread over; fixed when the state is born
 * @param window sliding window; its slide is fixed when the state is born
 * @param ttl panes without an event after which a feature with an empty window goes; {@link
 *     FeatureRecord#NEVER} to keep it
 * @param end the last boundary that fires; Long.MAX_VALUE for a stream without end
 * @param headCoverage share of a field's occurrences that its head covers, in (0, 1]
 * @param headFeatures the most features of a head
 * @param admission occurrences in the window from which on a feature is mapped; 0 for all, at once
 * @param budget that all fields share whose clusters go by it
 * @param accounting how bytes are counted
 * @param interval slides from one re-clustering to the next
 * @param distortionRise how far the distortion on the current head may rise above that at the last
 *     re-clustering before the next is brought forward
 * @param growth factor by which a field must have grown to bring the next forward
 * @param leastGain distortion that a new codebook must take away to be published
 * @param tolerance distance, as a share of its length, that an embedding may move before its
 *     feature is mapped anew between re-clusterings
 * @param hysteresis share of its squared distance that a feature must gain to change its cluster
 * @param clustering how codebooks are made
 * @param threads that compute in each subtask of CURVE and of CLUSTERING
 * @param bundleSize features that COMBINE holds at the most in each subtask
 * @param bundleTime longest time that COMBINE holds one
 */
public record Rules(
    Fields fields,
    int shards,
    Window window,
    long ttl,
    long end,
    double headCoverage,
    int headFeatures,
    int admission,
    Budget budget,
    Accounting accounting,
    int interval,
    double distortionRise,
    double growth,
    double leastGain,
    double tolerance,
    double hysteresis,
    ClusteringOptions clustering,
    int threads,
    int bundleSize,
    Duration bundleTime)
    implements Serializable {

  /**
   * Slides from one re-clustering to one that drift brings forward: a quarter of the interval. A
   * field that drifts without end, as one of few features with a vector each, would else be
   * published at every slide.
   */
  public int leastInterval() {
    return (interval + 3) / 4;
  }

  /**
   * Coverage of the part of a head that each shard sends: half way between the field's and all, so
   * that a feature of the field's head is not missed because its shard is busier than others.
   */
  public double shareCoverage() {
    return (1 + headCoverage) / 2;
  }
}
