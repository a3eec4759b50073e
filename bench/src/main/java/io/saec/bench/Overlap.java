package io.saec.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.matching.MaximumWeightBipartiteMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/**
 * How two mappings of the same features differ. A mapping is an array by feature number of cluster
 * ids, {@link #NONE} for a feature that it does not have.
 */
final class Overlap {
  static final int NONE = -1;

  private Overlap() {}

  /** Features that are in both. */
  static long common(int[] before, int[] after) {
    long common = 0;
    for (int feature = 0; feature < Math.min(before.length, after.length); feature++) {
      if (before[feature] != NONE && after[feature] != NONE) {
        common++;
      }
    }
    return common;
  }

  /** Features of the same id in both. */
  static long same(int[] before, int[] after) {
    long same = 0;
    for (int feature = 0; feature < Math.min(before.length, after.length); feature++) {
      if (before[feature] != NONE && before[feature] == after[feature]) {
        same++;
      }
    }
    return same;
  }

  /**
   * The most features that can have the same id in both, if each cluster of {@code after} is given
   * the id of the cluster of {@code before} that suits all best: a matching of maximum weight,
   * where two clusters are joined by the features they have in common. What is above it has
   * changed, whatever the clusters are called.
   */
  static long mostSame(int[] before, int[] after) {
    Map<Long, Long> weights = new HashMap<>();
    for (int feature = 0; feature < Math.min(before.length, after.length); feature++) {
      if (before[feature] != NONE && after[feature] != NONE) {
        weights.merge((long) before[feature] << Integer.SIZE | after[feature], 1L, Long::sum);
      }
    }
    Graph<Integer, DefaultWeightedEdge> graph =
        new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    Set<Integer> left = new HashSet<>();
    Set<Integer> right = new HashSet<>();
    weights.forEach(
        (pair, weight) -> {
          int from = (int) (pair >>> Integer.SIZE);
          // The two sides share their numbers: those of the other side are mirrored.
          int to = ~(int) (long) pair;
          if (left.add(from)) {
            graph.addVertex(from);
          }
          if (right.add(to)) {
            graph.addVertex(to);
          }
          graph.setEdgeWeight(graph.addEdge(from, to), weight);
        });
    return (long)
        new MaximumWeightBipartiteMatching<>(graph, left, right).getMatching().getWeight();
  }
}
