package io.saec.cli.view;

import static io.saec.cli.view.Columns.column;
import static io.saec.cli.view.Columns.count;
import static io.saec.cli.view.Columns.fixed;
import static io.saec.cli.view.Columns.format;
import static io.saec.cli.view.Columns.machine;
import static io.saec.cli.view.Columns.name;
import static io.saec.cli.view.Columns.percent;
import static io.saec.cli.view.Columns.table;
import static io.saec.cli.view.Columns.times;

import io.saec.bench.speed.ArrivalReport;
import io.saec.bench.speed.ArrivalRow;
import io.saec.bench.speed.CodebookRow;
import io.saec.bench.speed.FullRow;
import io.saec.bench.speed.PeakRow;
import io.saec.bench.speed.PeerRow;
import io.saec.bench.speed.ReclusterReport;
import io.saec.bench.speed.SeedingRow;
import io.saec.bench.speed.Shape;
import io.saec.bench.speed.ThreadsRow;
import io.saec.bench.speed.WarmRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code ./saec bench recluster} and {@code ./saec bench arrival} print. */
public final class SpeedTables {
  private SpeedTables() {}

  /** The text, with a line break at its end. */
  public static String of(ReclusterReport report) {
    return peaks(report.peaks())
        + format("%nWhole runs by brute force%n")
        + full(report.full())
        + format("%n%nIterations from a codebook, over points that drifted since%n")
        + warm(report.warm())
        + format("%n%nGrowing out of one cluster%n")
        + seeding(report.seeding())
        + format("%n%nWhole codebooks%n")
        + codebooks(report.codebooks())
        + format("%n%nOne thread and two%n")
        + threads(report.threads())
        + peers(report.peers())
        + pinned(report.pinnedTo())
        + machine(report.machine(), report.seconds());
  }

  /** The text, with a line break at its end. */
  public static String of(ArrivalReport report) {
    return peaks(report.peaks())
        + format("%nArrivals%n")
        + arrivals(report.arrivals())
        + peers(report.peers())
        + pinned(report.pinnedTo())
        + machine(report.machine(), report.seconds());
  }

  private static String peaks(List<PeakRow> peaks) {
    if (peaks.isEmpty()) {
      return "";
    }
    return format("%nThe most that the core can do%n")
        + table(
            peaks,
            column("read from bytes", row -> row.bytes() == 0 ? "-" : count(row.bytes())),
            column("GFLOP/s", row -> fixed(row.gflops(), 1)),
            column("GB/s", row -> row.bytes() == 0 ? "-" : fixed(row.gigabytesPerSecond(), 1)))
        + format("%n");
  }

  private static String full(List<FullRow> rows) {
    return table(
        rows,
        name("shape", row -> shape(row.shape())),
        name("points", FullRow::kind),
        name("kernel", row -> row.kernel().word()),
        column("iterations", row -> count(row.shape().iterations())),
        column("seconds", row -> fixed(row.seconds(), 3)),
        column("GFLOP/s", row -> fixed(row.gflops(), 1)),
        column("of peak", row -> percent(row.shareOfPeak())),
        column("of vector", row -> percent(row.shareOfVector())));
  }

  private static String warm(List<WarmRow> rows) {
    return table(
        rows,
        name("shape", row -> shape(row.shape())),
        name("points", WarmRow::kind),
        name("kernel", row -> row.kernel().word()),
        column("brute seconds", row -> fixed(row.bruteSeconds(), 4)),
        column("warm seconds", row -> fixed(row.warmSeconds(), 4)),
        column("faster", row -> times(row.warmSpeedup())),
        column("iterations", row -> count(row.shape().iterations())),
        column("run seconds", row -> fixed(row.warmRunSeconds(), 4)),
        column("faster", row -> times(row.warmRunSpeedup())),
        column("of vector", row -> percent(row.shareOfVector())));
  }

  private static String seeding(List<SeedingRow> rows) {
    return table(
        rows,
        name("shape", row -> shape(row.shape())),
        name("points", SeedingRow::kind),
        name("kernel", row -> row.kernel().word()),
        column("seconds", row -> fixed(row.seconds(), 3)),
        column("in iterations", row -> fixed(row.iterations(), 2)));
  }

  private static String codebooks(List<CodebookRow> rows) {
    return table(
        rows,
        name("shape", row -> shape(row.shape())),
        name("points", CodebookRow::kind),
        name("kernel", row -> row.kernel().word()),
        column("first, seconds", row -> fixed(row.first(), 3)),
        column("in iterations", row -> fixed(row.firstIterations(), 1)),
        column("next, seconds", row -> fixed(row.next(), 3)),
        column("in iterations", row -> fixed(row.nextIterations(), 1)));
  }

  private static String threads(List<ThreadsRow> rows) {
    return table(
        rows,
        name("shape", row -> shape(row.shape())),
        name("kernel", row -> row.kernel().word()),
        column("cores", row -> count(row.cores())),
        column("one, seconds", row -> fixed(row.oneSeconds(), 3)),
        column("two, seconds", row -> fixed(row.twoSeconds(), 3)),
        column("faster", row -> times(row.speedup())));
  }

  private static String arrivals(List<ArrivalRow> rows) {
    return table(
        rows,
        column("k", row -> count(row.k())),
        column("dim", row -> count(row.dim())),
        column("together", row -> count(row.together())),
        name("kernel", row -> row.kernel().word()),
        column("a second", row -> count(Math.round(row.perSecond()))),
        column("GFLOP/s", row -> fixed(row.gflops(), 1)),
        column("of peak", row -> percent(row.shareOfPeak())),
        column("of bandwidth", row -> percent(row.shareOfBandwidth())),
        column("of vector", row -> percent(row.shareOfVector())),
        column("bytes allocated", row -> count(row.allocatedBytes())));
  }

  private static String peers(List<PeerRow> peers) {
    if (peers.isEmpty()) {
      return format("%n");
    }
    return format("%n%nOthers%n")
        + table(
            peers,
            name("peer", PeerRow::peer),
            name("problem", PeerRow::problem),
            name("what", PeerRow::what),
            column("seconds", row -> format("%.3g", row.seconds())),
            column("saec is faster", row -> times(row.speedup())))
        + format("%n");
  }

  private static String shape(Shape shape) {
    return format("%s, %,d x %d -> %,d", shape.name(), shape.n(), shape.dim(), shape.k());
  }

  private static String pinned(@Nullable Integer core) {
    return core == null ? format("%nnot held to one core%n") : format("%nheld to core %d%n", core);
  }
}
