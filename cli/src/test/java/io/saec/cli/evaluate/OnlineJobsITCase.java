package io.saec.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.clustering.budget.Budget;
import io.saec.evaluate.Online;
import io.saec.evaluate.OnlineOptions;
import io.saec.evaluate.OnlineReport;
import io.saec.evaluate.OnlineReport.Point;
import io.saec.evaluate.OnlineReport.Version;
import io.saec.evaluate.Precisions;
import io.saec.events.SplitMix64;
import io.saec.events.TsvRows;
import io.saec.events.TsvSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Broker and job over a stream whose users and items are of a few kinds each. */
@Timeout(300)
class OnlineJobsITCase {
  private static final int ROWS = 8_000;
  private static final int FACTORS = 4;
  private static final int KINDS = 4;

  @TempDir private Path dir;

  @Test
  void theJobFollowsTheTrainerAndDoesSoAgain() throws Exception {
    Path file = kinds();
    OnlineReport report = online(file, "first");
    assertThat(report.points()).hasSizeGreaterThan(3);
    assertThat(report.points().stream().mapToLong(Point::rows).sum()).isLessThan(ROWS);
    assertThat(report.overall().auc()).isGreaterThan(0.7);
    assertThat(report.overall().deltaAuc()).isBetween(-0.03, 0.01).isNotZero();
    assertThat(report.versions())
        .extracting(Version::field)
        .containsOnly("user", "item")
        .contains("user", "item");
    assertThat(report.versions()).extracting(Version::version).contains(1L, 2L, 3L);
    for (Version version : report.versions()) {
      assertThat(version.distortion()).isBetween(0.0, 0.5);
      assertThat(version.churn()).isBetween(0.0, 1.0);
    }
    assertThat(online(file, "second")).isEqualTo(report);
  }

  private OnlineReport online(Path file, String name) throws Exception {
    List<String> fields;
    try (TsvRows rows = TsvRows.open(file)) {
      fields = rows.fields();
    }
    OnlinePlan plan =
        OnlinePlan.of(
            TsvSpan.ofOrdered(file),
            fields,
            FACTORS + 1,
            Map.of("reclustering.interval", "30 min", "clusters.floor", "0"));
    OnlineOptions options =
        new OnlineOptions(
            List.of(new Budget.Ratio(6)),
            FACTORS,
            true,
            Precisions.BY_BUDGET,
            plan.slide(),
            plan.interval(),
            2);
    try (Jobs jobs = Jobs.start(dir.resolve(name))) {
      Map<String, OnlineReport> reports =
          new Online(options, new OnlineJobs(jobs, plan), line -> {}).of(file);
      return Objects.requireNonNull(reports.get("6x"));
    }
  }

  private Path kinds() throws IOException {
    SplitMix64 random = new SplitMix64(3);
    StringBuilder text = new StringBuilder("ts\tlabel\tuser\titem\n");
    for (int row = 0; row < ROWS; row++) {
      // Of the users, new ones come all the time.
      int user = random.nextInt(60 + row / 100);
      int item = random.nextInt(80);
      boolean even = (user % KINDS + item % KINDS) % 2 == 0;
      boolean label = random.nextInt(100) < (even ? 85 : 15);
      text.append(1_600_000_000L + row).append(label ? "\t1" : "\t0");
      text.append("\tu").append(user).append("\ti").append(item).append('\n');
    }
    return Files.writeString(dir.resolve("kinds.tsv"), text);
  }
}
