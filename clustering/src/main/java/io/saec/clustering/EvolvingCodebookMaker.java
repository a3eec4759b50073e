package io.saec.clustering;

import io.saec.model.Hashes;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes each codebook out of the one before, so that clusters keep their ids and little moves: the
 * old centroids are the start of k-means; where more are wanted, k-means++ adds them, where fewer,
 * those of the least weight go. Every cluster of a codebook has at least one feature of the head.
 *
 * <p>A codebook costs n * k * dim multiply-adds an iteration and n * dim a new centroid.
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
    WeightedPoints points = WeightedPoints.of(head, options.weighting());
    int[] distinct = DistinctPoints.firstRows(points, k);
    long version = previous == null ? 1 : previous.version() + 1;
    Clusters clusters =
        distinct.length <= k
            ? OwnCentroids.place(points, distinct, previous)
            : cluster(points, previous, k, new Random(seed(field, version)));
    Grid grid =
        Grid.spanning(
            options.encoding(),
            previous == null ? new float[0] : previous.scale(),
            clusters.centroids(),
            head.dim());
    return codebook(
        version, boundary, previous, head, clusters.at(grid.snap(clusters.centroids())), grid);
  }

  /** {@inheritDoc} A feature that was not seen in the window counts 2^-20. */
  @Override
  public double distortion(Codebook codebook, Head head) {
    checkDimension(codebook, head);
    WeightedPoints points = WeightedPoints.of(head);
    int[] rows = KMeans.assign(points, codebook.centroids());
    return Distortion.of(points, codebook.centroids(), rows, points.mean()).value();
  }

  private Clusters cluster(
      WeightedPoints points, @Nullable Codebook previous, int k, Random random) {
    Clusters start =
        previous == null ? none(points.dim()) : heaviest(points, clusters(previous), k);
    float[] seeded = KMeans.seed(points, start.centroids(), k, random);
    int[] ids = Arrays.copyOf(start.ids(), seeded.length / points.dim());
    int[] born = ClusterIds.free(previous, ids.length - start.k());
    System.arraycopy(born, 0, ids, start.k(), born.length);
    Clusters clusters = Clusters.ordered(points.dim(), ids, seeded);
    return clusters.at(KMeans.refine(points, clusters.centroids(), options.iterations()));
  }

  /** The k clusters that hold the greatest weight of the head; of equals the highest id goes. */
  private static Clusters heaviest(WeightedPoints points, Clusters clusters, int k) {
    if (clusters.k() <= k) {
      return clusters;
    }
    double[] weights = new double[clusters.k()];
    int[] rows = KMeans.assign(points, clusters.centroids());
    for (int i = 0; i < rows.length; i++) {
      weights[rows[i]] += points.weights()[i];
    }
    double[] ascending = weights.clone();
    Arrays.sort(ascending);
    double least = ascending[weights.length - k];
    // Equals of the k-th take the places that those above it leave, lowest row first.
    int equals = k;
    for (double weight : weights) {
      if (weight > least) {
        equals--;
      }
    }
    int[] kept = new int[k];
    int size = 0;
    for (int row = 0; row < weights.length; row++) {
      if (weights[row] > least || (weights[row] == least && equals-- > 0)) {
        kept[size++] = row;
      }
    }
    return clusters.only(kept);
  }

  /** Measures the head, by frequency, against the centroids as readers will see them. */
  private Codebook codebook(
      long version,
      long boundary,
      @Nullable Codebook previous,
      Head head,
      Clusters published,
      Grid grid) {
    WeightedPoints points = WeightedPoints.of(head);
    Clusters clusters = withoutEmpty(points, published);
    int[] rows = KMeans.assign(points, clusters.centroids());
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
    Clusters before = previous == null ? none(head.dim()) : clusters(previous);
    int[] born = ClusterIds.missing(clusters.ids(), before.ids());
    int[] retired = ClusterIds.missing(before.ids(), clusters.ids());
    return new Codebook(
        version,
        boundary,
        head.dim(),
        clusters.ids(),
        clusters.centroids(),
        weights,
        features,
        changed(version, clusters, previous),
        options.encoding(),
        grid.scale(),
        clusters.ids()[clusters.nearest().nearest(mean, 0)],
        distortion.value(),
        distortion.unit(),
        head.size(),
        head.occurrences() == 0 ? 1 : (double) seen / head.occurrences(),
        born,
        previous == null ? orphans(born.length) : ClusterIds.nearestKin(born, clusters, before),
        retired,
        ClusterIds.nearestKin(retired, before, clusters));
  }

  /**
   * Leaves out clusters that no feature of the head is in, as where two centroids met on one point
   * of the grid. They were nearest to nothing, so the others lose no feature and gain none.
   */
  private static Clusters withoutEmpty(WeightedPoints points, Clusters clusters) {
    boolean[] used = new boolean[clusters.k()];
    for (int row : KMeans.assign(points, clusters.centroids())) {
      used[row] = true;
    }
    int[] kept = new int[used.length];
    int size = 0;
    for (int row = 0; row < used.length; row++) {
      if (used[row]) {
        kept[size++] = row;
      }
    }
    return size == used.length ? clusters : clusters.only(Arrays.copyOf(kept, size));
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

  private static int[] orphans(int count) {
    int[] parents = new int[count];
    Arrays.fill(parents, -1);
    return parents;
  }

  private static Clusters clusters(Codebook codebook) {
    return new Clusters(codebook.dim(), codebook.ids(), codebook.centroids());
  }

  private static Clusters none(int dim) {
    return new Clusters(dim, new int[0], new float[0]);
  }

  private static void checkDimension(Codebook codebook, Head head) {
    if (codebook.dim() != head.dim()) {
      throw new IllegalArgumentException(
          "head has " + head.dim() + " dimensions, the codebook has " + codebook.dim());
    }
  }

  /** Another stream of random numbers for every field and version, the same on every machine. */
  private static long seed(String field, long version) {
    return Hashes.ofFeature(field) + version * 0x9E3779B97F4A7C15L;
  }
}
