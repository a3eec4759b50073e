package io.saec.bench.speed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What figures are compared with; nothing where the JVM cannot measure it.
 *
 * @param rows by size of the array
 */
record Peaks(List<PeakRow> rows) {
  /** Well within the first level of any cache. */
  static final int L1 = 1 << 14;

  /** Beyond the first level of any, within the second of most. */
  static final int L2 = 1 << 19;

  /** Beyond the second level of most, within the third. */
  static final int L3 = 1 << 24;

  /** What tells one machine from another. */
  static final List<Integer> LEVELS = List.of(L1, L2, L3);

  /**
   * Measures them.
   *
   * @param sizes of arrays that bandwidth is asked for, bytes, besides {@link #L1}
   */
  static Peaks measure(Trials trials, Collection<Integer> sizes, Consumer<String> progress)
      throws BenchException {
    if (!Kernel.installed(Kernel.VECTOR).contains(Kernel.VECTOR)) {
      progress.accept("This JVM has no " + Kernel.MODULE + ": no peaks are measured.");
      return new Peaks(List.of());
    }
    List<PeakRow> rows = new ArrayList<>();
    rows.add(PeakRow.of(0, measure(trials, "registers", L1)));
    SortedSet<Integer> ascending = new TreeSet<>(sizes);
    ascending.add(L1);
    for (int bytes : ascending) {
      rows.add(PeakRow.of(bytes, measure(trials, "read", bytes)));
      progress.accept("peak of reads from " + bytes + " bytes");
    }
    return new Peaks(List.copyOf(rows));
  }

  private static double measure(Trials trials, String method, int bytes) throws BenchException {
    return trials
        .counter(
            PeakBenchmark.class,
            method,
            "multiplyAdds",
            Kernel.VECTOR,
            Map.of("bytes", Integer.toString(bytes)))
        .median();
  }

  /** Share of the multiply-adds that the core does while it reads from its first level. */
  @Nullable Double shareOfPeak(double gflops) {
    PeakRow peak = from(L1);
    return peak == null ? null : gflops / peak.gflops();
  }

  /** Share of the bandwidth from an array of a size that was asked for. */
  @Nullable Double shareOfBandwidth(double gigabytesPerSecond, int bytes) {
    PeakRow peak = from(bytes);
    return peak == null ? null : gigabytesPerSecond / peak.gigabytesPerSecond();
  }

  private @Nullable PeakRow from(int bytes) {
    return rows.stream().filter(row -> row.bytes() == bytes).findFirst().orElse(null);
  }
}
