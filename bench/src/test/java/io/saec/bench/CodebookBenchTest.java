package io.saec.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.clustering.ClusteringOptions;
import io.saec.clustering.Weighting;
import io.saec.clustering.budget.Accounting;
import io.saec.clustering.budget.Budget;
import io.saec.events.SplitMix64;
import io.saec.model.Encoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodebookBenchTest {
  private static final long DAY = 86_400;
  private static final ClusterRule SHARE = new ClusterShare(0.05, 16);
  private static final ClusterRule BUDGET =
      new ClusterBudget(
          new Budget.Ratio(27), new Accounting(Accounting.PACKED, 0, Encoding.INT8.bits()), 16);

  @TempDir private Path dir;

  private final List<String> progress = new ArrayList<>();

  @Test
  void measuresAFileAndTheMadeUpStream() throws Exception {
    CodebookReport report =
        bench(SHARE).run(Machine.here("1.2.3"), file(40), Set.of("user", "item"));
    assertThat(report.machine().saec()).isEqualTo("1.2.3");
    assertThat(report.machine().cores()).isPositive();
    assertThat(report.streams())
        .extracting(StreamReport::name)
        .containsExactly("rows.tsv", "synthetic");
    StreamReport file = report.streams().get(0);
    assertThat(file.fields()).containsOnlyKeys("user", "item");
    assertThat(file.boundaries()).isEqualTo(5);
    assertThat(file.rows()).hasSize(10);
    assertThat(report.streams().get(1).fields()).containsOnlyKeys("user", "item", "tag", "city");
    assertThat(progress).contains("rows.tsv: boundary 5", "synthetic: boundary 3");
  }

  @Test
  void theSummaryIsOfTheRows() throws Exception {
    CodebookReport report = bench(SHARE).run(Machine.here("1"), null, Set.of());
    List<EvolutionRow> rows = report.streams().get(0).rows();
    CodebookSummary summary = report.summary();
    assertThat(summary.distortionVsCold())
        .isEqualTo(
            rows.stream()
                .filter(row -> row.vsCold() != null)
                .mapToDouble(EvolutionRow::vsCold)
                .max()
                .getAsDouble())
        .isBetween(0.9, 1.5);
    assertThat(summary.distortionVsColdMean()).isBetween(0.8, summary.distortionVsCold());
    assertThat(summary.churnVsCold()).isBetween(0.05, 0.9);
    assertThat(summary.budgetError()).isNull();
    assertThat(summary.curveError()).isNull();
    assertThat(summary.headDistortionLoss40()).isPositive();
  }

  @Test
  void aHeadOfLessIsSmallerForTheSameK() throws Exception {
    List<HeadRow> heads =
        bench(SHARE).run(Machine.here("1"), null, Set.of()).streams().get(0).heads();
    List<HeadRow> user =
        heads.stream()
            .filter(row -> row.field().equals("user") && row.weighting() == Weighting.FREQUENCY)
            .toList();
    assertThat(user).extracting(HeadRow::coverage).containsExactly(1.0, 0.8, 0.6, 0.5, 0.4);
    assertThat(user).extracting(HeadRow::k).containsOnly(user.get(0).k());
    assertThat(user)
        .extracting(HeadRow::headFeatures)
        .isSortedAccordingTo((left, right) -> Integer.compare(right, left));
    assertThat(user.get(0).headFeatures()).isEqualTo(user.get(0).features());
    assertThat(user.get(0).loss()).isZero();
    assertThat(user.get(0).speedup()).isOne();
    assertThat(user.get(4).loss()).isGreaterThan(user.get(1).loss());
  }

  @Test
  void aBudgetIsKept() throws Exception {
    CodebookReport report = bench(BUDGET).run(Machine.here("1"), null, Set.of());
    for (TableRow table : report.streams().get(0).tables()) {
      assertThat(table.budget()).isEqualTo(table.fullBytes() / 27);
      assertThat(table.ratio()).isGreaterThanOrEqualTo(27);
      assertThat(table.budgetError()).isBetween(0.0, 0.05);
    }
    assertThat(report.summary().budgetError()).isBetween(0.0, 0.05);
    assertThat(report.summary().curveError()).isBetween(0.0, 0.3);
  }

  @Test
  void allButTheSecondsComesOutTheSameAgain() throws Exception {
    StreamReport one = bench(BUDGET).run(Machine.here("1"), null, Set.of()).streams().get(0);
    StreamReport two = bench(BUDGET).run(Machine.here("1"), null, Set.of()).streams().get(0);
    assertThat(one.rows())
        .usingRecursiveComparison()
        .ignoringFields("seconds", "secondsCold")
        .isEqualTo(two.rows());
    assertThat(one.tables())
        .usingRecursiveComparison()
        .ignoringFields("seconds")
        .isEqualTo(two.tables());
  }

  @Test
  void aFileOfOneBoundaryIsRefused() throws Exception {
    Path file = file(8);
    assertThatThrownBy(() -> bench(SHARE).run(Machine.here("1"), file, Set.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("rows.tsv has 1 boundaries");
  }

  private CodebookBench bench(ClusterRule clusters) {
    return new CodebookBench(
        new CodebookOptions(
            1,
            3,
            2,
            0.02,
            0,
            new Schedule(Duration.ofDays(1), 30, 7),
            0.8,
            100_000,
            clusters,
            new ClusteringOptions(5, Encoding.INT8),
            0),
        progress::add);
  }

  /** Fifty rows a day of 60 users and 40 items; those of the same parity go together. */
  private Path file(int days) throws IOException {
    SplitMix64 random = new SplitMix64(1);
    StringBuilder text = new StringBuilder("ts\tlabel\tuser\titem\thour\n");
    for (int row = 0; row < 50 * days; row++) {
      int user = random.nextInt(60);
      int item = random.nextInt(40);
      text.append(1_600_000_000L / DAY * DAY + row * DAY / 50)
          .append("\t%d\tu%d\ti%d\t%d\n".formatted((user + item) % 2, user, item, row % 24));
    }
    return Files.writeString(dir.resolve("rows.tsv"), text);
  }
}
