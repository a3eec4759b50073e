package io.saec.bench.speed;

import io.saec.clustering.ClusteringOptions;
import io.saec.clustering.Codebook;
import io.saec.clustering.Effort;
import io.saec.clustering.EvolvingCodebookMaker;
import io.saec.clustering.Head;
import io.saec.clustering.Lloyd;
import io.saec.clustering.TrialCodebook;
import io.saec.model.Encoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Runs of k-means, one a shot: they take long enough to be timed one by one. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class LloydBenchmark {

  /** A problem that was written to files before. */
  @State(Scope.Benchmark)
  public static class Given {
    @Param("")
    public String directory;

    Problem problem() throws IOException {
      return ProblemFiles.read(Path.of(directory));
    }
  }

  /** Brute force from some of the points. */
  @State(Scope.Thread)
  public static class Cold {
    @Param("1")
    public int threads;

    private float[] start;
    private int iterations;
    private Lloyd lloyd;

    @Setup
    public void load(Given given) throws IOException {
      Problem problem = given.problem();
      start = problem.start();
      iterations = problem.shape().iterations();
      lloyd =
          new Lloyd(
              problem.shape().dim(), problem.points(), problem.weights(), new Effort(threads, 0));
    }

    @TearDown
    public void end() {
      lloyd.close();
    }
  }

  /** From the codebook of the boundary before, over points that drifted since. */
  @State(Scope.Thread)
  public static class Warm {
    @Param({"true", "false"})
    public boolean bounds;

    private Problem problem;
    private Lloyd lloyd;

    @Setup
    public void load(Given given) throws IOException {
      problem = given.problem();
      lloyd = lloyd();
    }

    int iterations() {
      return problem.shape().iterations();
    }

    /** Anew, so that no bounds are left of the run before. */
    void begin() {
      lloyd.close();
      lloyd = lloyd();
      lloyd.start(problem.codebook());
    }

    int iterate() {
      return lloyd.iterate();
    }

    @TearDown
    public void end() {
      lloyd.close();
    }

    private Lloyd lloyd() {
      return new Lloyd(
          problem.shape().dim(),
          problem.drifted(),
          problem.weights(),
          bounds ? Effort.DEFAULT : new Effort(1, 0));
    }
  }

  /** Iterations of warm runs but the first, each a shot, run after run. */
  @State(Scope.Thread)
  public static class UnderWay extends Warm {
    private int left;

    @Setup(Level.Iteration)
    public void go() {
      if (left == 0) {
        begin();
        iterate();
        left = iterations() - 1;
      }
      left--;
    }
  }

  /** What a first codebook grows from. */
  @State(Scope.Thread)
  public static class Seeds {
    private Shape shape;
    private float[] points;
    private double[] weights;

    @Setup
    public void load(Given given) throws IOException {
      Problem problem = given.problem();
      shape = problem.shape();
      points = problem.points();
      weights = problem.weights();
    }
  }

  /** Heads of two boundaries, the second after a drift, and the codebook of the first. */
  @State(Scope.Thread)
  public static class Heads {
    private static final int ITERATIONS = 20;

    private final EvolvingCodebookMaker maker =
        new EvolvingCodebookMaker(new ClusteringOptions(ITERATIONS, Encoding.INT8));
    private int k;
    private Head before;
    private Head now;
    private Codebook codebook;

    @Setup
    public void load(Given given) throws IOException {
      Problem problem = given.problem();
      k = problem.shape().k();
      long[] frequencies = Arrays.stream(problem.weights()).mapToLong(Math::round).toArray();
      long occurrences = Arrays.stream(frequencies).sum();
      int dim = problem.shape().dim();
      before = new Head(dim, problem.points(), frequencies, occurrences);
      now = new Head(dim, problem.drifted(), frequencies, occurrences);
      codebook = maker.next("field", null, before, k, 1);
    }
  }

  /** A whole run by brute force. */
  @Benchmark
  public float[] full(Cold cold) {
    cold.lloyd.start(cold.start);
    for (int iteration = 0; iteration < cold.iterations; iteration++) {
      cold.lloyd.iterate();
    }
    return cold.lloyd.centroids();
  }

  /** One iteration by brute force. */
  @Benchmark
  public int one(Cold cold) {
    cold.lloyd.start(cold.start);
    return cold.lloyd.iterate();
  }

  /** The first iteration of a warm run: with bounds, it sets them up. */
  @Benchmark
  public int first(Warm warm) {
    warm.begin();
    return warm.iterate();
  }

  /** One of the iterations that follow. */
  @Benchmark
  public int next(UnderWay warm) {
    return warm.iterate();
  }

  /** A whole warm run. */
  @Benchmark
  public int warm(Warm warm) {
    warm.begin();
    int changed = 0;
    for (int iteration = 0; iteration < warm.iterations(); iteration++) {
      changed = warm.iterate();
    }
    return changed;
  }

  /** A field's first codebook. */
  @Benchmark
  public Codebook firstCodebook(Heads heads) {
    return heads.maker.next("field", null, heads.before, heads.k, 1);
  }

  /** The codebook that follows. */
  @Benchmark
  public Codebook nextCodebook(Heads heads) {
    return heads.maker.next("field", heads.codebook, heads.now, heads.k, 2);
  }

  /** As many clusters as there are to be, and no iteration over them. */
  @Benchmark
  public int seeding(Seeds seeds) {
    return TrialCodebook.of(seeds.shape.dim(), seeds.points, seeds.weights, seeds.shape.k(), 0).k();
  }
}
