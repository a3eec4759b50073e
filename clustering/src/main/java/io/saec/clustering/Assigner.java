package io.saec.clustering;

import io.saec.clustering.kernel.Blocks;
import io.saec.clustering.kernel.Kernel;
import io.saec.clustering.kernel.Kernels;
import io.saec.clustering.kernel.Rows;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives points to their nearest centroids again and again while the centroids move. What comes out
 * is what the kernel gives for every point and centroid, to the last tie; {@link Bounds} spare most
 * of the work from the second time on, where there is room for them. (not thread safe)
 */
final class Assigner implements AutoCloseable {
  /** Points of a task: enough for long lists, few enough to stay in L2. */
  private static final int CHUNK = 2048;

  /** Finds the rows of the points of a range; of one thread. */
  private interface Scan {
    void of(int from, int to);
  }

  private final WeightedPoints points;
  private final Effort effort;
  private final Kernel kernel;
  private final Workers workers;
  private final boolean boundable;
  private @Nullable Bounds bounds;

  Assigner(WeightedPoints points, Effort effort) {
    this(points, effort, Kernels.inUse());
  }

  Assigner(WeightedPoints points, Effort effort, Kernel kernel) {
    this.points = points;
    this.effort = effort;
    this.kernel = kernel;
    workers = new Workers(effort.threads());
    boundable = Bounds.hold(points.values());
  }

  WeightedPoints points() {
    return points;
  }

  /** Those that compute; they end with this. */
  Workers workers() {
    return workers;
  }

  /**
   * Finds the nearest centroid of each point.
   *
   * @param centroids shape [k, dim], row-major
   * @param rows in and out: any row for each point, best the one that it was in before; shape [n]
   */
  void assign(float[] centroids, int[] rows) {
    int k = centroids.length / points.dim();
    long room = effort.boundsOf(rows.length);
    if (room > 0 && boundable && Bounds.hold(centroids)) {
      Bounds before = bounds;
      Bounds used =
          before == null || before.k() != k
              ? new Bounds(kernel, points, centroids, rows, room)
              : before;
      used.follow(centroids, rows);
      bounds = used;
      scan(rows.length, () -> new BoundedScan(used, rows)::scan);
    } else {
      bounds = null;
      int[] order = new int[k];
      Arrays.setAll(order, row -> row);
      Blocks blocks = kernel.lay(centroids, points.dim(), order);
      scan(
          rows.length,
          () -> {
            Rows scan = new Rows(blocks.another(), points.dim());
            return (from, to) -> scan.nearest(points.values(), from, to, rows);
          });
    }
  }

  private void scan(int size, Supplier<Scan> perThread) {
    workers.forEach(
        (size + CHUNK - 1) / CHUNK,
        thread -> {
          Scan scan = perThread.get();
          return chunk -> scan.of(chunk * CHUNK, Math.min(size, (chunk + 1) * CHUNK));
        });
  }

  @Override
  public void close() {
    workers.close();
  }
}
