package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saec.clustering.budget.Budget;
import io.saec.events.TsvException;
import io.saec.model.FeatureEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream of 12,000 rows, a second each, over compressors of which the right answer is known. */
class OnlineTest {
  private static final Duration SLIDE = Duration.ofSeconds(200);
  private static final Duration INTERVAL = Duration.ofSeconds(2_000);
  private static final int ROWS = 12_000;
  private static final int USERS = 150;
  private static final int ITEMS = 120;

  @TempDir private Path dir;
  private final List<String> lines = new ArrayList<>();

  private OnlineReport online(OnlineCompressor compressor, int threads)
      throws IOException, InterruptedException {
    return online(MadeUp.groups(dir, ROWS, USERS, ITEMS, 7), compressor, threads);
  }

  private OnlineReport online(Path file, OnlineCompressor compressor, int threads)
      throws IOException, InterruptedException {
    OnlineOptions options =
        new OnlineOptions(
            List.of(new Budget.Ratio(15)), 4, true, Precisions.of(8), SLIDE, INTERVAL, threads);
    Map<String, OnlineReport> reports = new Online(options, compressor, lines::add).of(file);
    assertThat(reports).containsOnlyKeys("15x");
    return Objects.requireNonNull(reports.get("15x"));
  }

  private static OnlineCompressor of(Told.Answer answer) {
    return (dimensions, ratio) -> new Told(answer);
  }

  /** It answers with what the events told it, so they tell of every change. */
  @Test
  void aCompressorThatLosesNothingChangesNoScore() throws IOException, InterruptedException {
    OnlineReport report = online(of(Told::exact), 2);
    assertThat(report.points())
        .isNotEmpty()
        .allSatisfy(point -> assertThat(point.compressed()).isEqualTo(point.full()));
    assertThat(report.overall().deltaAuc()).isZero();
    assertThat(report.overall().deltaLogloss()).isZero();
  }

  /** No model can know more than the kinds, and those tell 0.85 from 0.15. */
  @Test
  void theFullModelFindsTheKindsOverTime() throws IOException, InterruptedException {
    OnlineReport report = online(of(Told::exact), 2);
    assertThat(report.points().get(0).full().auc()).isLessThan(0.8);
    assertThat(report.points().get(report.points().size() - 1).full().auc()).isGreaterThan(0.8);
  }

  @Test
  void oneCentroidForAllLosesMuch() throws IOException, InterruptedException {
    OnlineReport report = online(of(Told::mean), 2);
    assertThat(report.overall().deltaAuc()).isLessThan(-0.1);
    assertThat(report.overall().difference().auc()).isEqualTo(Difference.WORSE);
    assertThat(report.points())
        .allSatisfy(point -> assertThat(point.compressed().auc()).isLessThan(point.full().auc()));
  }

  /** Users and items of a kind share a vector, which the compressor knows nothing of. */
  @Test
  void vectorsThatAreTrainedOnServeOnceTheyWouldHaveGained()
      throws IOException, InterruptedException {
    OnlineReport report = online(of(Told::kinds), 2);
    OnlineReport.Point first = report.points().get(0);
    assertThat(first.fineTuned()).isEqualTo(first.compressed());
    assertThat(report.points().subList(1, report.points().size()))
        .allSatisfy(
            point -> {
              assertThat(point.compressed().auc()).isLessThan(0.6);
              assertThat(Objects.requireNonNull(point.fineTuned()).auc()).isGreaterThan(0.75);
            });
    assertThat(Objects.requireNonNull(report.fineTuned()).auc())
        .isGreaterThan(report.overall().auc() + 0.1);
  }

  @Test
  void pointsAreAnIntervalApartAndCoverAllThatIsNotBegunWith()
      throws IOException, InterruptedException {
    List<OnlineReport.Point> points = online(of(Told::exact), 2).points();
    long begin = points.get(0).ts() - INTERVAL.toMillis();
    assertThat(begin % SLIDE.toMillis()).isZero();
    for (int i = 0; i < points.size(); i++) {
      assertThat(points.get(i).ts()).isEqualTo(begin + (i + 1) * INTERVAL.toMillis());
    }
    long begun = begin / 1000 - 1_600_000_000L;
    assertThat(begun).isBetween(ROWS / 5L, ROWS / 5 + SLIDE.toSeconds());
    assertThat(points.stream().mapToLong(OnlineReport.Point::rows).sum()).isEqualTo(ROWS - begun);
  }

  @Test
  void everyOccurrenceBeforeABoundaryIsToldOnce() throws IOException, InterruptedException {
    List<Told> runs = new ArrayList<>();
    OnlineCompressor compressor =
        (dimensions, ratio) -> {
          assertThat(dimensions).containsExactly(Map.entry("user", 5), Map.entry("item", 5));
          assertThat(ratio).isEqualTo(15);
          runs.add(new Told(Told::exact));
          return runs.get(0);
        };
    OnlineReport report = online(compressor, 2);
    List<FeatureEvent> events = runs.get(0).events();
    long last = report.points().get(report.points().size() - 2).ts();
    assertThat(runs.get(0).boundaries()).last().isEqualTo(last);
    assertThat(events.stream().mapToInt(FeatureEvent::count).sum())
        .isEqualTo(2 * (last / 1000 - 1_600_000_000L));
    assertThat(runs.get(0).isClosed()).isTrue();
  }

  /** The one occurrence is in what the first two trainings look back over. */
  @Test
  void embeddingsThatDidNotChangeAreNotToldAgain() throws IOException, InterruptedException {
    StringBuilder text =
        new StringBuilder(Files.readString(MadeUp.groups(dir, ROWS, USERS, ITEMS, 7)));
    int firstRow = text.indexOf("\n") + 1;
    text.insert(firstRow, "1600000000\t0\tonce\ti0\n");
    Told told = new Told(Told::exact);
    online(Files.writeString(dir.resolve("once.tsv"), text), (dimensions, ratio) -> told, 1);
    assertThat(told.boundaries()).hasSizeGreaterThan(3);
    assertThat(told.events().stream().filter(event -> event.feature().equals("once")))
        .extracting(FeatureEvent::count)
        .containsExactly(1, 0, 0);
  }

  @Test
  void threadsChangeNothing() throws IOException, InterruptedException {
    assertThat(online(of(Told::mean), 1)).isEqualTo(online(of(Told::mean), 2));
  }

  /** Rows of one label have no AUC: they are scored with those that come after. */
  @Test
  void aGapAndASpanOfOneLabelAreJoinedToWhatFollows() throws IOException, InterruptedException {
    StringBuilder text =
        new StringBuilder(Files.readString(MadeUp.groups(dir, ROWS, USERS, ITEMS, 7)));
    long ts = 1_600_000_000L + 50_000;
    for (int row = 0; row < 6_000; row++) {
      boolean label = row < 3_000 || row % 2 == 0;
      text.append(ts + row).append(label ? "\t1" : "\t0").append("\tu1\ti").append(row % 9);
      text.append('\n');
    }
    Path file = Files.writeString(dir.resolve("gap.tsv"), text);
    List<OnlineReport.Point> points = online(file, of(Told::exact), 2).points();
    OnlineReport.Point joined =
        points.stream().filter(point -> point.ts() > ts * 1000).findFirst().orElseThrow();
    assertThat(joined.rows()).isGreaterThan(3_000);
    assertThat(joined.ts()).isGreaterThan((ts + 3_000) * 1000);
  }

  @Test
  void unorderedRowsAreRefusedByLine() throws IOException {
    Path file = dir.resolve("back.tsv");
    Files.writeString(file, "ts\tlabel\ta\n100\t1\tx\n99\t0\tx\n");
    assertThatThrownBy(() -> online(file, of(Told::exact), 1))
        .isInstanceOf(TsvException.class)
        .hasMessageContaining("back.tsv:3")
        .hasMessageContaining("ts goes back by 1000 ms");
  }

  @Test
  void rowsOfOneBoundaryAreTooFew() throws IOException {
    StringBuilder text = new StringBuilder("ts\tlabel\ta\n");
    for (int row = 0; row < 100; row++) {
      text.append("1600000100\t").append(row % 2).append("\tx\n");
    }
    Path file = Files.writeString(dir.resolve("short.tsv"), text);
    assertThatThrownBy(() -> online(file, of(Told::exact), 1))
        .isInstanceOf(TsvException.class)
        .hasMessageContaining("short.tsv:101")
        .hasMessageContaining("that come then");
  }

  @Test
  void theReportHasThePromisedKeys() throws IOException, InterruptedException {
    JsonNode json = new ObjectMapper().valueToTree(online(of(Told::mean), 2));
    JsonNode point = json.path("points").path(0);
    assertThat(point.path("ts").isIntegralNumber()).isTrue();
    assertThat(point.path("rows").asLong()).isPositive();
    for (String model : List.of("full", "compressed")) {
      assertThat(point.path(model).path("auc").asDouble()).as(model).isCloseTo(0.65, within(0.2));
      assertThat(point.path(model).path("logloss").asDouble()).as(model).isPositive();
    }
    assertThat(json.path("versions").isArray()).isTrue();
    assertThat(json.path("overall").path("deltaAuc").asDouble()).isNegative();
  }

  @Test
  void optionsThatCannotBeAreRefused() {
    List<Budget.Ratio> budgets = List.of(new Budget.Ratio(10));
    assertThatThrownBy(
            () -> new OnlineOptions(List.of(), 4, true, Precisions.of(8), SLIDE, INTERVAL, 1))
        .hasMessageContaining("budgets");
    assertThatThrownBy(
            () -> new OnlineOptions(budgets, 0, true, Precisions.of(8), SLIDE, INTERVAL, 1))
        .hasMessageContaining("factors");
    assertThatThrownBy(
            () ->
                new OnlineOptions(
                    budgets, 4, true, Precisions.of(8), SLIDE, SLIDE.plusMillis(1), 1))
        .hasMessageContaining("multiple of the slide");
  }
}
