package io.saec.bench;

import io.saec.clustering.ClusteringOptions;
import io.saec.clustering.Codebook;
import io.saec.clustering.Effort;
import io.saec.clustering.EvolvingCodebookMaker;
import io.saec.clustering.Head;
import io.saec.clustering.Weighting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a field's codebook from heads of several coverages, and from all features seen, each with
 * the same k: from nothing, and from the codebook that the same rule made a boundary before.
 */
final class HeadTrial {
  private static final double[] COVERAGES = {1, 0.8, 0.6, 0.5, 0.4};

  /** Each step is timed so often at least, a short one more. */
  private static final int REPEATS = 3;

  private static final int MOST_REPEATS = 50;

  private final FieldSnapshot before;
  private final FieldSnapshot now;
  private final int k;
  private final Head all;
  private final double spread;
  private final CodebookOptions options;

  /**
   * @param k at most the features seen at either boundary
   */
  HeadTrial(FieldSnapshot before, FieldSnapshot now, int k, CodebookOptions options) {
    this.before = before;
    this.now = now;
    this.k = k;
    this.options = options;
    this.all = head(now, 1);
    this.spread = Errors.spread(all);
  }

  /** By frequency at every coverage, beginning with all features; then the other weightings. */
  List<HeadRow> rows() {
    List<HeadRow> rows = new ArrayList<>();
    HeadRow base = null;
    for (double coverage : COVERAGES) {
      HeadRow row = row(Weighting.FREQUENCY, coverage, base);
      base = base == null ? row : base;
      rows.add(row);
    }
    for (Weighting weighting : List.of(Weighting.SQRT, Weighting.LOG)) {
      rows.add(row(weighting, options.headCoverage(), base));
    }
    return rows;
  }

  private HeadRow row(Weighting weighting, double coverage, @Nullable HeadRow base) {
    EvolvingCodebookMaker maker =
        new EvolvingCodebookMaker(
            new ClusteringOptions(
                options.clustering().iterations(),
                options.clustering().encoding(),
                options.clustering().valueBits(),
                weighting,
                Effort.DEFAULT));
    Head head = head(now, coverage);
    Codebook previous = maker.next(now.field(), null, head(before, coverage), k, before.time());
    Timed cold = timed(() -> maker.next(now.field(), null, head, k, now.time()));
    Timed warm = timed(() -> maker.next(now.field(), previous, head, k, now.time()));
    double distortion = distortion(cold.codebook());
    double distortionWarm = distortion(warm.codebook());
    return new HeadRow(
        now.field(),
        weighting,
        coverage,
        head.size(),
        all.size(),
        k,
        cold.seconds(),
        warm.seconds(),
        base == null ? 1 : base.seconds() / cold.seconds(),
        base == null ? 1 : base.secondsWarm() / warm.seconds(),
        distortion,
        distortionWarm,
        base == null ? 0 : distortion / base.distortion() - 1,
        base == null ? 0 : distortionWarm / base.distortionWarm() - 1);
  }

  private Head head(FieldSnapshot snapshot, double coverage) {
    return snapshot.head(coverage, snapshot.live(), k);
  }

  private double distortion(Codebook codebook) {
    return spread == 0 ? 0 : Errors.of(all, codebook.centroids()) / spread;
  }

  /** A codebook and the median of the seconds it took. */
  private record Timed(Codebook codebook, double seconds) {}

  private Timed timed(Supplier<Codebook> step) {
    double[] seconds = new double[MOST_REPEATS];
    int repeats = 0;
    double total = 0;
    Codebook codebook;
    do {
      long start = CpuClock.now();
      codebook = step.get();
      seconds[repeats] = CpuClock.secondsSince(start);
      total += seconds[repeats++];
    } while (repeats < REPEATS || (total < options.headSeconds() && repeats < MOST_REPEATS));
    Arrays.sort(seconds, 0, repeats);
    return new Timed(codebook, seconds[repeats / 2]);
  }
}
