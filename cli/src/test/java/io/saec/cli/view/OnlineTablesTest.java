package io.saec.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.evaluate.Difference;
import io.saec.evaluate.OnlineReport;
import io.saec.evaluate.OnlineReport.Point;
import io.saec.evaluate.OnlineReport.Version;
import io.saec.evaluate.Outcome;
import io.saec.evaluate.Quality;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OnlineTablesTest {
  private static final long MONDAY = Instant.parse("2020-09-14T00:00:00Z").toEpochMilli();
  private static final long HOUR = 3_600_000;

  private static final Outcome OVERALL =
      new Outcome(
          0.6912,
          0.6355,
          -0.0043,
          0.0125,
          new Outcome.Spread(0, 0, 0, 0),
          new Outcome.Calls(Difference.WORSE, Difference.WORSE));

  /**
   * Two codebooks before the first rows, one on the boundary that parts them from the next, none
   * after that.
   */
  private static OnlineReport report(@Nullable Outcome fineTuned) {
    return new OnlineReport(
        List.of(
            new Point(
                MONDAY + HOUR, 1_250, new Quality(0.7, 0.64), new Quality(0.6957, 0.6432), null),
            new Point(
                MONDAY + 2 * HOUR, 30, new Quality(0.68, 0.65), new Quality(0.6801, 0.6435), null),
            new Point(MONDAY + 3 * HOUR, 8, new Quality(0.69, 0.6), new Quality(0.69, 0.6), null)),
        List.of(
            new Version(MONDAY - HOUR, "user", 1, 0.25, 0),
            new Version(MONDAY, "item", 1, 0.5, 0.1),
            new Version(MONDAY + HOUR, "item", 2, 0.125, 0.2)),
        OVERALL,
        fineTuned);
  }

  @Test
  void rowsStandBesideTheCodebooksThatTheyWereScoredBy() {
    assertThat(OnlineTables.of(Map.of("27x", report(null))).lines())
        .containsExactly(
            "",
            "Online at 27x, each row scored before it was trained on:",
            "",
            " rows before        rows  AUC full    delta  log loss  delta %  codebooks  distortion"
                + "  churn % ",
            " 2020-09-14 01:00  1,250    0.7000  -0.0043    0.6400    +0.50          2       0.375"
                + "      5.0 ",
            " 2020-09-14 02:00     30    0.6800  +0.0001    0.6500    -1.00          1       0.125"
                + "     20.0 ",
            " 2020-09-14 03:00      8    0.6900  +0.0000    0.6000    +0.00          0           -"
                + "        - ",
            "",
            "All of these rows: AUC 0.6912, delta -0.0043; log loss 0.6355, delta +1.25 %.");
  }

  @Test
  void whatFineTuningBroughtStandsBelow() {
    assertThat(OnlineTables.of(Map.of("27x", report(OVERALL))).lines())
        .last()
        .isEqualTo("Fine-tuned: AUC 0.6912, delta -0.0043; log loss 0.6355, delta +1.25 %.");
  }

  @Test
  void sizesFollowEachOther() {
    Map<String, OnlineReport> reports = new LinkedHashMap<>();
    reports.put("10x", report(null));
    reports.put("27x", report(null));
    assertThat(OnlineTables.of(reports).lines().filter(line -> line.startsWith("Online at")))
        .containsExactly(
            "Online at 10x, each row scored before it was trained on:",
            "Online at 27x, each row scored before it was trained on:");
  }
}
