package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saec.clustering.budget.Budget;
import io.saec.evaluate.EvaluationReport.Beside;
import io.saec.evaluate.EvaluationReport.Tuned;
import io.saec.events.TsvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of it, on a file of which the right answer is known. */
class EvaluationTest {
  @TempDir private static Path dir;
  private static final List<String> LINES = new ArrayList<>();
  private static Path file;
  private static EvaluationReport report;

  @BeforeAll
  static void evaluate() throws IOException, InterruptedException {
    file = MadeUp.groups(dir, 24_000, 150, 120, 7);
    report = evaluate(file, SplitRule.TIME, 2, LINES);
  }

  private static EvaluationReport evaluate(
      Path file, SplitRule split, int threads, List<String> lines)
      throws IOException, InterruptedException {
    EvaluationOptions options =
        new EvaluationOptions(
            List.of(new Budget.Ratio(4), new Budget.Ratio(15), new Budget.Ratio(1000)),
            4,
            split,
            2,
            false,
            Precisions.of(8),
            1,
            true,
            true,
            threads);
    return new Evaluation(options, new LocalCompressor(0), lines::add).of(file);
  }

  private static EvaluationReport.Compressed compressed(String budget) {
    return Objects.requireNonNull(report.compressed().get(budget));
  }

  private static Beside rival(String name, String budget) {
    return Objects.requireNonNull(
        Objects.requireNonNull(report.rivals().get(name), name).get(budget), budget);
  }

  /** No model can know more than the kinds, and those tell 0.85 from 0.15. */
  @Test
  void theFullModelFindsTheKinds() {
    assertThat(report.full().auc()).isBetween(0.82, 0.86);
    assertThat(report.data().train()).isEqualTo(19_200);
    assertThat(report.data().test()).isEqualTo(4800);
    assertThat(report.data().features()).containsEntry("user", 150).containsEntry("item", 120);
    assertThat(report.full().bytes()).isEqualTo(270 * 5 * 4);
  }

  /** 150 users and 120 items are six kinds each: a fifteenth of the bytes holds all there is. */
  @Test
  void clustersOfTheKindsLoseNothing() {
    assertThat(compressed("15x").outcome().deltaAuc()).isGreaterThan(-0.002);
    assertThat(compressed("4x").outcome().deltaAuc()).isGreaterThan(-0.002);
    assertThat(compressed("1000x").outcome().deltaAuc()).isLessThan(-0.1);
    assertThat(compressed("1000x").outcome().difference().auc()).isEqualTo(Difference.WORSE);
  }

  /** At 1000x there is one vector a field, and no training makes more of it. */
  @Test
  void fineTuningIsToldBesideTheFullModelFineTunedAlike() {
    assertThat(report.fineTuned()).containsOnlyKeys("full", "4x", "15x", "1000x");
    Tuned full = Objects.requireNonNull(report.fineTuned().get("full"));
    Tuned tuned = Objects.requireNonNull(report.fineTuned().get("15x"));
    assertThat(full.net()).isNull();
    assertThat(tuned.outcome().deltaAuc())
        .isGreaterThanOrEqualTo(compressed("15x").outcome().deltaAuc() - 0.001);
    assertThat(Objects.requireNonNull(tuned.net()).deltaAuc())
        .isCloseTo(tuned.outcome().auc() - full.outcome().auc(), within(1e-9));
    Tuned one = Objects.requireNonNull(report.fineTuned().get("1000x"));
    assertThat(one.outcome().auc()).isBetween(0.45, 0.55);
  }

  @Test
  void sharedRowsLoseMuch() {
    for (String name : List.of("hashing", "quotientRemainder")) {
      Beside rival = rival(name, "15x");
      assertThat(rival.outcome().deltaAuc()).as(name).isLessThan(-0.05);
      Outcome toCompressed = Objects.requireNonNull(rival.toCompressed());
      assertThat(toCompressed.deltaAuc()).as(name).isLessThan(-0.05);
      assertThat(toCompressed.difference().auc()).as(name).isEqualTo(Difference.WORSE);
    }
  }

  @Test
  void noRivalIsBeyondItsBudget() {
    List<String> ofBudgets =
        List.of("kmeans", "hashing", "quotientRemainder", "productQuantisation");
    for (String name : ofBudgets) {
      for (String budget : List.of("4x", "15x")) {
        assertThat(rival(name, budget).bytes())
            .as(name + " at " + budget)
            .isBetween(1L, compressed(budget).budget());
      }
    }
    assertThat(rival("kmeans", "15x").bytes()).isGreaterThan(compressed("15x").budget() * 9 / 10);
    assertThat(report.rivals().get("quotientRemainder")).doesNotContainKey("1000x");
  }

  @Test
  void aByteAValueLosesNothingAndNoEmbeddingsLoseMost() {
    assertThat(rival("int8", "own").outcome().deltaAuc()).isBetween(-0.002, 0.002);
    assertThat(rival("int8", "own").bytes()).isEqualTo(270 * 5 + 2 * 5 * 4);
    assertThat(rival("int8", "own").toCompressed()).isNull();
    assertThat(rival("logistic", "own").outcome().deltaAuc()).isLessThan(-0.05);
    assertThat(rival("logistic", "own").bytes()).isEqualTo(270 + 2 * 4);
  }

  @Test
  void threadsChangeNothing() throws IOException, InterruptedException {
    assertThat(evaluate(file, SplitRule.TIME, 1, new ArrayList<>())).isEqualTo(report);
  }

  @Test
  void rowsCanBeDrawn() throws IOException, InterruptedException {
    EvaluationReport drawn = evaluate(file, SplitRule.RANDOM, 2, new ArrayList<>());
    assertThat(drawn.data().split()).isEqualTo("random");
    assertThat(drawn.full().auc()).isBetween(0.82, 0.86).isNotEqualTo(report.full().auc());
  }

  @Test
  void progressTellsOfEveryStep() {
    assertThat(LINES.get(0)).contains("24,000 rows").contains("4,800 to test on");
    assertThat(LINES).anyMatch(line -> line.startsWith("compressed to 15x: AUC"));
    assertThat(LINES).anyMatch(line -> line.startsWith("quotientRemainder at 1000x: cannot"));
    assertThat(LINES).hasSize(3 + 3 + 4 + 4 * 3 + 2);
  }

  @Test
  void theReportHasThePromisedKeys() {
    JsonNode json = new ObjectMapper().valueToTree(report);
    assertThat(json.fieldNames())
        .toIterable()
        .contains("full", "compressed", "rivals", "verdict", "data", "recipe");
    JsonNode at = json.path("compressed").path("15x");
    for (String key : List.of("auc", "logloss", "deltaAuc", "deltaLogloss", "spread", "bytes")) {
      assertThat(at.has(key)).as(key).isTrue();
    }
    assertThat(at.path("bytes").path("packed").path("ratio").asDouble()).isGreaterThanOrEqualTo(15);
    assertThat(at.path("difference").path("auc").asText()).isIn("none", "better", "worse");
    assertThat(json.path("rivals").path("kmeans").path("15x").path("auc").isNumber()).isTrue();
  }

  @Test
  void aCompressorThatLosesAFieldIsRefused() {
    Compressor forgetful = (fields, ratio) -> List.of();
    for (boolean byEffect : new boolean[] {false, true}) {
      EvaluationOptions options =
          new EvaluationOptions(
              List.of(new Budget.Ratio(4)),
              2,
              SplitRule.TIME,
              1,
              byEffect,
              Precisions.BY_BUDGET,
              1,
              false,
              false,
              1);
      assertThatThrownBy(() -> new Evaluation(options, forgetful, line -> {}).of(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 fields were compressed to 0");
    }
  }

  @Test
  void aPartOfOneLabelIsRefusedByLine() throws IOException {
    StringBuilder text = new StringBuilder("ts\tlabel\tuser\n");
    for (int row = 0; row < 100; row++) {
      text.append(row).append('\t').append(row < 80 ? row % 2 : 1).append("\ta\n");
    }
    Path late = Files.writeString(dir.resolve("late.tsv"), text);
    assertThatThrownBy(() -> evaluate(late, SplitRule.TIME, 1, new ArrayList<>()))
        .isInstanceOf(TsvException.class)
        .hasMessageContaining("late.tsv:101")
        .hasMessageContaining("to test on");
  }
}
