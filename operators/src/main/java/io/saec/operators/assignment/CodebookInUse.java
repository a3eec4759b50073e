package io.saec.operators.assignment;

import io.saec.clustering.Codebook;
import io.saec.clustering.NearestCentroid;
import io.saec.clustering.NearestCentroids;
import io.saec.state.MappedFeature;
import org.jspecify.annotations.Nullable;

/** A codebook with its search structure, made at first use. (not thread safe) */
final class CodebookInUse {
  private static final double MILLIONTHS = 1e6;

  /** Far beyond any error of use, and far from an overflow of a sum over a shard. */
  private static final double MOST_UNITS = 1e3;

  private final Codebook codebook;
  private @Nullable NearestCentroid nearest;

  CodebookInUse(Codebook codebook) {
    this.codebook = codebook;
  }

  long version() {
    return codebook.version();
  }

  int dim() {
    return codebook.dim();
  }

  /** Floats that a search reads, k * dim. */
  int floats() {
    return codebook.centroids().length;
  }

  /** The cluster nearest to an embedding, the lowest id on ties. */
  int clusterOf(float[] embedding) {
    return codebook.ids()[nearest().nearest(embedding, 0)];
  }

  /**
   * The clusters that {@link #clusterOf(float[])} gives for {@code count} embeddings one by one.
   *
   * @param embeddings shape [at least count, dim], row-major
   * @param clusters out, shape [at least count]
   */
  void clustersOf(float[] embeddings, int count, int[] clusters) {
    nearest().nearest(embeddings, count, clusters);
    for (int i = 0; i < count; i++) {
      clusters[i] = codebook.ids()[clusters[i]];
    }
  }

  private NearestCentroid nearest() {
    if (nearest == null) {
      nearest = NearestCentroids.of(codebook);
    }
    return nearest;
  }

  /**
   * The cluster at a seal: the nearest, unless the one of the last seal is still there and the gain
   * in squared distance is no more than {@code hysteresis} of what it is now.
   *
   * @param best the cluster nearest to the embedding
   * @param sealed cluster at the last seal, {@link MappedFeature#NONE} if there was none
   */
  int clusterOf(float[] embedding, int best, int sealed, double hysteresis) {
    if (sealed == MappedFeature.NONE || sealed == best) {
      return best;
    }
    int row = codebook.rowOf(sealed);
    if (row < 0) {
      return best;
    }
    double now = squaredDistance(embedding, row);
    double gain = now - squaredDistance(embedding, codebook.rowOf(best));
    return gain > hysteresis * now ? best : sealed;
  }

  /**
   * Squared distance to the centroid of a cluster, in millionths of the codebook's unit; 0 where it
   * has no unit, as where all embeddings are zero.
   */
  long errorOf(float[] embedding, int cluster) {
    double unit = codebook.unit();
    if (unit == 0) {
      return 0;
    }
    double units = squaredDistance(embedding, codebook.rowOf(cluster)) / unit;
    return Math.round(Math.min(units, MOST_UNITS) * MILLIONTHS);
  }

  private double squaredDistance(float[] embedding, int row) {
    double sum = 0;
    for (int j = 0; j < codebook.dim(); j++) {
      double difference = (double) embedding[j] - codebook.centroids()[row * codebook.dim() + j];
      sum += difference * difference;
    }
    return sum;
  }
}
