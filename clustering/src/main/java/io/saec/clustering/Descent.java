package io.saec.clustering;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Clusters, where they came from, and where those of the version before went.
 *
 * @param clusters of the new version
 * @param parents id in the version before of the cluster that each comes from, its own if it was
 *     there; {@link Life#NONE} if there was no version before; shape [k]
 * @param heirs id in the new version of the cluster that each of the version before went into, its
 *     own if it is still there; in the order of that version's ids
 */
record Descent(Clusters clusters, int[] parents, int[] heirs) {
  /**
   * A centroid stays where it was if its cluster would have no more than this share less error with
   * it at the mean: nothing to publish then, and no feature at its border changes sides.
   */
  private static final double STAYS = 0x1p-7;

  /**
   * Descent by splits and merges. Newcomers get the free ids in the order of their rows.
   *
   * @param before lives of the previous codebook's clusters, in the order of its ids
   */
  static Descent of(Partition partition, @Nullable Codebook previous, Life[] before) {
    int newcomers = 0;
    for (int row = 0; row < partition.k(); row++) {
      newcomers += partition.life(row).id() == Life.NONE ? 1 : 0;
    }
    int[] free = ClusterIds.free(previous, newcomers);
    int next = 0;
    int[] ids = new int[partition.k()];
    float[] centroids = Arrays.copyOf(partition.centroids(), partition.k() * partition.dim());
    for (int row = 0; row < ids.length; row++) {
      Life life = partition.life(row);
      if (life.id() == Life.NONE) {
        life.name(free[next++]);
      } else if (previous != null) {
        stay(partition, row, previous, previous.rowOf(life.id()), centroids);
      }
      ids[row] = life.id();
    }
    Clusters clusters = Clusters.ordered(partition.dim(), ids, centroids);
    int[] parents = new int[ids.length];
    for (int row = 0; row < ids.length; row++) {
      parents[clusters.rowOf(ids[row])] = partition.life(row).origin();
    }
    int[] heirs = new int[before.length];
    Arrays.setAll(heirs, row -> before[row].survivor().id());
    return new Descent(clusters, parents, heirs);
  }

  /** Descent by place: next of kin is who is nearest. */
  static Descent byPlace(Clusters clusters, @Nullable Codebook previous) {
    if (previous == null) {
      int[] parents = new int[clusters.k()];
      Arrays.fill(parents, Life.NONE);
      return new Descent(clusters, parents, new int[0]);
    }
    Clusters before = Clusters.of(previous);
    return new Descent(clusters, kin(clusters, before), kin(before, clusters));
  }

  /**
   * For each cluster of {@code of} its own id if {@code among} has it, else that of the nearest.
   */
  private static int[] kin(Clusters of, Clusters among) {
    int[] kin = of.ids().clone();
    NearestCentroid nearest = among.nearest();
    for (int row = 0; row < kin.length; row++) {
      if (among.rowOf(kin[row]) < 0) {
        kin[row] = among.ids()[nearest.nearest(of.centroids(), row * of.dim())];
      }
    }
    return kin;
  }

  private static void stay(
      Partition partition, int row, Codebook previous, int old, float[] centroids) {
    int dim = partition.dim();
    double distance = 0;
    for (int j = 0; j < dim; j++) {
      double difference = (double) centroids[row * dim + j] - previous.centroids()[old * dim + j];
      distance += difference * difference;
    }
    if (partition.weight(row) * distance <= STAYS * partition.error(row)) {
      System.arraycopy(previous.centroids(), old * dim, centroids, row * dim, dim);
    }
  }

  /** The same with other centroids. */
  Descent at(float[] centroids) {
    return new Descent(clusters.at(centroids), parents, heirs);
  }

  /** These rows alone, ascending; what went into another went into the nearest of them. */
  Descent only(int[] rows) {
    Clusters kept = clusters.only(rows);
    int[] keptParents = new int[rows.length];
    for (int place = 0; place < rows.length; place++) {
      keptParents[place] = parents[rows[place]];
    }
    int[] stillThere = kin(clusters, kept);
    int[] keptHeirs = new int[heirs.length];
    for (int place = 0; place < heirs.length; place++) {
      keptHeirs[place] = stillThere[clusters.rowOf(heirs[place])];
    }
    return new Descent(kept, keptParents, keptHeirs);
  }

  /** Parents of the clusters of these ids. */
  int[] parentsOf(int[] ids) {
    return Arrays.stream(ids).map(id -> parents[clusters.rowOf(id)]).toArray();
  }
}
