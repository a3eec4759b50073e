package io.saec.clustering;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes each codebook out of the one before, so that clusters keep their ids and little moves: the
 * old centroids are the start of k-means; splits and merges bring their number to k and move
 * centroids to where they are of more use. A field's first codebook grows out of one cluster by
 * splits. Every cluster of a codebook has at least one feature of the head.
 *
 * <p>A codebook costs n * k * dim multiply-adds an iteration, of which a few are enough; a first
 * codebook about (4 log2 k + 80) n * dim on top of that. Nothing is drawn at random.
 */
public final class EvolvingCodebookMaker implements CodebookMaker {
  private final ClusteringOptions options;

  public EvolvingCodebookMaker(ClusteringOptions options) {
    this.options = options;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the head has no features or a value that is not finite, if
   *     k is below 1, or if head and codebook differ in dimension
   */
  @Override
  public Codebook next(String field, @Nullable Codebook previous, Head head, int k, long boundary) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1: " + k);
    }
    if (previous != null) {
      checkDimension(previous, head);
    }
    Descent descent = descent(previous, WeightedPoints.of(head, options.weighting()), k);
    return codebook(boundary, previous, head, publish(descent, previous, WeightedPoints.of(head)));
  }

  /** {@inheritDoc} A feature that was not seen in the window counts 2^-20. */
  @Override
  public double distortion(Codebook codebook, Head head) {
    checkDimension(codebook, head);
    WeightedPoints points = WeightedPoints.of(head);
    int[] rows = points.assign(codebook.centroids(), options.effort());
    return Distortion.of(points, codebook.centroids(), rows, points.mean()).value();
  }

  private Descent descent(@Nullable Codebook previous, WeightedPoints points, int k) {
    int[] distinct = DistinctPoints.firstRows(points, k);
    if (distinct.length <= k) {
      return OwnCentroids.place(points, distinct, previous);
    }
    return previous == null
        ? Evolution.first(points, k, options.iterations(), options.effort())
        : Evolution.next(points, previous, k, options.iterations(), options.effort());
  }

  /**
   * Clusters as readers will see them.
   *
   * @param rows row of the cluster that each feature of the head is in
   */
  private record Published(Descent descent, int[] rows, Grid grid) {}

  /**
   * Puts the centroids on a grid and leaves out clusters that no feature of the head is in, as
   * where two centroids met on one point of the grid. They were nearest to nothing, so the others
   * lose no feature and gain none. Where values are coded, the others may need more bits each than
   * they did with them: then they get a grid of their own.
   */
  private Published publish(Descent exact, @Nullable Codebook previous, WeightedPoints points) {
    float[] scaleBefore = previous == null ? new float[0] : previous.scale();
    Descent left = exact;
    while (true) {
      Clusters clusters = left.clusters();
      Grid grid = grid(scaleBefore, clusters);
      Descent onGrid = left.at(grid.snap(clusters.centroids()));
      int[] rows = points.assign(onGrid.clusters().centroids(), options.effort());
      int[] used = used(rows, clusters.k());
      if (used.length == clusters.k()) {
        return new Published(onGrid, rows, grid);
      }
      Descent others = onGrid.only(used);
      if (keepsToItsBits(grid, others.clusters())) {
        Arrays.setAll(rows, feature -> Arrays.binarySearch(used, rows[feature]));
        return new Published(others, rows, grid);
      }
      left = left.only(used);
    }
  }

  private Grid grid(float[] scaleBefore, Clusters clusters) {
    float[] centroids = clusters.centroids();
    return options.coded()
        ? Grid.coded(options.valueBits(), scaleBefore, centroids, clusters.dim())
        : Grid.spanning(options.encoding(), scaleBefore, centroids, clusters.dim());
  }

  private boolean keepsToItsBits(Grid grid, Clusters clusters) {
    return !options.coded()
        || new CodedStep(options.valueBits(), clusters.centroids(), clusters.dim())
            .fits(grid.scale()[0]);
  }

  private static int[] used(int[] rows, int k) {
    boolean[] used = new boolean[k];
    for (int row : rows) {
      used[row] = true;
    }
    return IntStream.range(0, k).filter(row -> used[row]).toArray();
  }

  /** Measures the head, by frequency, against the centroids as readers will see them. */
  private static Codebook codebook(
      long boundary, @Nullable Codebook previous, Head head, Published published) {
    WeightedPoints points = WeightedPoints.of(head);
    int[] rows = published.rows();
    Descent descent = published.descent();
    Grid grid = published.grid();
    Clusters clusters = descent.clusters();
    double[] weights = new double[clusters.k()];
    int[] features = new int[clusters.k()];
    long seen = 0;
    for (int i = 0; i < rows.length; i++) {
      weights[rows[i]] += head.frequencies()[i];
      features[rows[i]]++;
      seen += head.frequencies()[i];
    }
    float[] mean = points.mean();
    Distortion distortion = Distortion.of(points, clusters.centroids(), rows, mean);
    long version = previous == null ? 1 : previous.version() + 1;
    int[] before = previous == null ? new int[0] : previous.ids();
    int[] born = ClusterIds.missing(clusters.ids(), before);
    int[] retired = ClusterIds.missing(before, clusters.ids());
    return new Codebook(
        version,
        boundary,
        head.dim(),
        clusters.ids(),
        clusters.centroids(),
        weights,
        features,
        changed(version, clusters, previous),
        grid.encoding(),
        grid.scale(),
        clusters.ids()[clusters.nearest().nearest(mean, 0)],
        distortion.value(),
        distortion.unit(),
        head.size(),
        head.occurrences() == 0 ? 1 : (double) seen / head.occurrences(),
        born,
        descent.parentsOf(born),
        retired,
        Arrays.stream(retired)
            .map(id -> descent.heirs()[Arrays.binarySearch(before, id)])
            .toArray());
  }

  /** The version itself for a centroid that is new or has other bits than before. */
  private static long[] changed(long version, Clusters clusters, @Nullable Codebook previous) {
    int dim = clusters.dim();
    long[] changed = new long[clusters.k()];
    for (int row = 0; row < changed.length; row++) {
      int old = previous == null ? -1 : previous.rowOf(clusters.ids()[row]);
      boolean same =
          previous != null
              && old >= 0
              && Arrays.equals(
                  clusters.centroids(),
                  row * dim,
                  (row + 1) * dim,
                  previous.centroids(),
                  old * dim,
                  (old + 1) * dim);
      changed[row] = previous != null && same ? previous.changed()[old] : version;
    }
    return changed;
  }

  private static void checkDimension(Codebook codebook, Head head) {
    if (codebook.dim() != head.dim()) {
      throw new IllegalArgumentException(
          "head has " + head.dim() + " dimensions, the codebook has " + codebook.dim());
    }
  }
}
