package io.saec.bench.speed;

import io.saec.clustering.NearestCentroid;
import io.saec.clustering.NearestCentroids;
import io.saec.events.SplitMix64;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Features that arrive and are given the nearest centroid: one at a time, or as many as wait. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ArrivalBenchmark {
  /** Features that wait together. */
  static final int TOGETHER = 16;

  /** Features that take turns: few, so that it is centroids that fill the caches. */
  static final int FEATURES = 16 * TOGETHER;

  @Param("1024")
  public int k;

  @Param("16")
  public int dim;

  @Param("1")
  public long seed;

  private NearestCentroid nearest;

  /** All features one after the other, and the same in lots of {@link #TOGETHER}. */
  private float[] features;

  private float[][] lots;
  private int[] rows;
  private int next;

  @Setup
  public void draw() {
    nearest = NearestCentroids.of(centroids(k, dim, seed), k, dim);
    features = features(k, dim, seed);
    int lot = TOGETHER * dim;
    lots = new float[FEATURES / TOGETHER][lot];
    for (int at = 0; at < lots.length; at++) {
      System.arraycopy(features, at * lot, lots[at], 0, lot);
    }
    rows = new int[TOGETHER];
  }

  /** Centres of flat blobs, shape [k, dim]. */
  static float[] centroids(int k, int dim, long seed) {
    return Blobs.FLAT.centres(k, dim, new SplitMix64(seed));
  }

  /** Features of those blobs, shape [{@link #FEATURES}, dim]. */
  static float[] features(int k, int dim, long seed) {
    return Blobs.FLAT.points(FEATURES, k, dim, seed);
  }

  @Benchmark
  public int single() {
    next = (next + 1) % FEATURES;
    return nearest.nearest(features, next * dim);
  }

  @Benchmark
  @OperationsPerInvocation(TOGETHER)
  public int[] together() {
    next = (next + 1) % lots.length;
    nearest.nearest(lots[next], rows);
    return rows;
  }
}
