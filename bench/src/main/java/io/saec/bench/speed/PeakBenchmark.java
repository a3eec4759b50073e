package io.saec.bench.speed;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the core can do at the most: multiply-adds, and reads from an array of some size. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class PeakBenchmark {
  private static final String LOOPS = "io.saec.bench.vector.VectorPeakLoops";

  /** Floats of one operation, about: short beside an iteration, long beside a call. */
  private static final int FLOATS = 1 << 20;

  /** A line of the cache and what arrays are aligned by, in floats. */
  private static final int LINE = 16;

  private static final int ALIGNED = 2;
  private static final int TRIALS = 1000;

  /** Size of the array, bytes. */
  @Param("16384")
  public int bytes;

  private final PeakLoops loops = loaded();
  private float[] values;
  private int from;
  private int blocks;
  private int passes;

  /** Counts multiply-adds; JMH makes it a rate. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Work {
    public long multiplyAdds;
  }

  /** Also finds out, by trying, where vectors do not cross a line of the cache. */
  @Setup
  public void allocate() {
    blocks = Math.max(1, bytes / Float.BYTES / loops.block());
    passes = Math.max(1, FLOATS / (blocks * loops.block()));
    values = new float[blocks * loops.block() + LINE];
    Arrays.fill(values, 1);
    long least = Long.MAX_VALUE;
    int best = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      from = trial * ALIGNED % LINE;
      long start = System.nanoTime();
      values[0] = loops.read(values, from, blocks, passes);
      long nanos = System.nanoTime() - start;
      if (nanos < least) {
        least = nanos;
        best = from;
      }
    }
    from = best;
  }

  @Benchmark
  public float registers(Work work) {
    work.multiplyAdds += FLOATS;
    return loops.registers(FLOATS / loops.block());
  }

  @Benchmark
  public float read(Work work) {
    work.multiplyAdds += (long) passes * blocks * loops.block();
    return loops.read(values, from, blocks, passes);
  }

  private static PeakLoops loaded() {
    try {
      return Class.forName(LOOPS)
          .asSubclass(PeakLoops.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(LOOPS, e);
    }
  }
}
