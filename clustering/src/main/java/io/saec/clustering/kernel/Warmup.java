package io.saec.clustering.kernel;

import java.util.Arrays;
import java.util.Random;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a kernel in the background until the compiler is done with it. Until then the Vector API
 * makes an object of every vector and is a thousand times slower, a second or more of a core's
 * time; on a JVM that has the API but no instructions for it that never ends. All kernels give the
 * same bits, so another can be used meanwhile.
 */
final class Warmup {
  private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);
  private static final int CENTROIDS = 512;
  private static final int DIM = 16;
  private static final int POINTS = 64;

  /** Rounds in a row that have to be faster. */
  private static final int WINS = 3;

  private static final int MOST_ROUNDS = 300;

  private final Kernel first;
  private final Kernel second;
  private final LongSupplier clock;
  private volatile Kernel faster;

  /**
   * @param second what is used until the first is faster
   * @param clock nanoseconds since any time
   */
  Warmup(Kernel first, Kernel second, LongSupplier clock) {
    this.first = first;
    this.second = second;
    this.clock = clock;
    faster = second;
  }

  /** The one that is faster as far as is known. */
  Kernel faster() {
    return faster;
  }

  /** Begins. */
  void start() {
    if (first != second) {
      Thread thread = new Thread(this::run, "kernel-warmup");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Goes on until the first is faster, or it is clear that it will not be. */
  void run() {
    Round leading = new Round(first);
    Round following = new Round(second);
    int wins = 0;
    for (int round = 0; round < MOST_ROUNDS && wins < WINS; round++) {
      wins = nanos(leading) < nanos(following) ? wins + 1 : 0;
    }
    if (wins == WINS) {
      faster = first;
      LOG.info("from now on scores are computed by {}", faster);
    }
  }

  private long nanos(Round round) {
    long start = clock.getAsLong();
    round.run();
    return clock.getAsLong() - start;
  }

  /** The same work for each. */
  private static final class Round {
    private final Blocks blocks;
    private final float[] points;
    private final int[] which = new int[POINTS];
    private final int[] except = new int[POINTS];
    private final float[] least = new float[POINTS];
    private final float[] scores = new float[Blocks.SIZE];

    Round(Kernel kernel) {
      Random random = new Random(1);
      int[] order = new int[CENTROIDS];
      Arrays.setAll(order, row -> row);
      blocks = kernel.lay(values(random, CENTROIDS * DIM), DIM, order);
      points = values(random, POINTS * DIM);
      Arrays.setAll(which, i -> i);
      Arrays.fill(except, Blocks.NONE);
    }

    private static float[] values(Random random, int length) {
      float[] values = new float[length];
      for (int at = 0; at < length; at++) {
        values[at] = (float) random.nextGaussian();
      }
      return values;
    }

    void run() {
      for (int i = 0; i < POINTS; i++) {
        blocks.nearest(points, i * DIM);
      }
      for (int block = 0; block < blocks.count(); block++) {
        blocks.least(block, points, which, POINTS, except, least);
        blocks.scores(block, points, 0, scores);
      }
    }
  }
}
