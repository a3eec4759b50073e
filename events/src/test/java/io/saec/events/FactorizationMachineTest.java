package io.saec.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactorizationMachineTest {
  private static final List<String> FIELDS = List.of("user", "item", "city");

  private static List<FeatureTable> tables(List<String> fields, FactorizationOptions options) {
    return fields.stream().map(field -> new FeatureTable(field, options)).toList();
  }

  private static FactorizationMachine machine(
      List<FeatureTable> tables, FactorizationOptions options) {
    return new FactorizationMachine(
        tables.stream().map(FeatureTable::parameters).toList(), options);
  }

  @Test
  void stepsAreThoseOfNumericallyDifferentiatedLoss() {
    FactorizationOptions options = new FactorizationOptions(4, 0.1f, 0.01f, 0.3f, 11);
    List<FeatureTable> tables = tables(FIELDS, options);
    FactorizationMachine machine = machine(tables, options);
    NumericMachine reference = new NumericMachine(tables, options);
    SplitMix64 random = new SplitMix64(2);
    for (int i = 0; i < 60; i++) {
      int[] rows = new int[FIELDS.size()];
      for (int field = 0; field < rows.length; field++) {
        boolean missing = random.nextInt(5) == 0;
        rows[field] =
            missing ? FactorizationMachine.NONE : tables.get(field).row("f" + random.nextInt(4));
      }
      boolean label = random.nextInt(2) == 1;
      double expected = reference.train(rows, label);
      assertThat(machine.train(rows, label)).isCloseTo(expected, within(1e-4));
    }
    assertThat(machine.bias()).isCloseTo(reference.bias(), within(1e-4));
    for (int field = 0; field < FIELDS.size(); field++) {
      for (int row = 0; row < tables.get(field).size(); row++) {
        float[] embedding = tables.get(field).embedding(row);
        double[] parameters = reference.parameters(field, row);
        for (int j = 0; j < embedding.length; j++) {
          assertThat((double) embedding[j]).isCloseTo(parameters[j], within(1e-3));
        }
      }
    }
  }

  @Test
  void publishedEmbeddingsAreAllThatAScoreNeeds() {
    FactorizationOptions options = FactorizationOptions.defaults(1);
    List<FeatureTable> tables = tables(FIELDS, options);
    FactorizationMachine machine = machine(tables, options);
    int[] rows = {tables.get(0).row("u"), FactorizationMachine.NONE, tables.get(2).row("c")};
    for (int i = 0; i < 20; i++) {
      machine.train(rows, true);
    }
    List<float[]> embeddings =
        List.of(tables.get(0).embedding(rows[0]), tables.get(2).embedding(rows[2]));
    double scored = machine.probability(embeddings);
    assertThat(scored).isGreaterThan(0.6);
    assertThat(machine.train(rows, true)).isEqualTo(scored);
  }

  @Test
  void theStartDoesNotDependOnTheOrderOfFeatures() {
    FactorizationOptions options = FactorizationOptions.defaults(9);
    FeatureTable forth = new FeatureTable("item", options);
    FeatureTable back = new FeatureTable("item", options);
    for (int i = 0; i < 500; i++) {
      forth.row("f" + i);
      back.row("f" + (499 - i));
    }
    for (int i = 0; i < 500; i++) {
      String feature = "f" + i;
      assertThat(forth.feature(forth.row(feature))).isEqualTo(feature);
      assertThat(forth.embedding(forth.row(feature))).isEqualTo(back.embedding(back.row(feature)));
    }
    FeatureTable otherField = new FeatureTable("user", options);
    assertThat(otherField.embedding(otherField.row("f0"))).isNotEqualTo(forth.embedding(0));
  }

  /** Labels that only the pair of features tells, so the linear part alone cannot learn them. */
  @Test
  void learnsWhatOnlyPairsTell() {
    FactorizationOptions options = FactorizationOptions.defaults(3);
    List<FeatureTable> tables = tables(List.of("a", "b"), options);
    FactorizationMachine machine = machine(tables, options);
    RunningLogLoss loss = new RunningLogLoss(1000);
    SplitMix64 random = new SplitMix64(4);
    List<Double> course = new ArrayList<>();
    for (int i = 1; i <= 20_000; i++) {
      int a = random.nextInt(20);
      int b = random.nextInt(20);
      int[] rows = {tables.get(0).row("a" + a), tables.get(1).row("b" + b)};
      boolean label = (a + b) % 2 == 0;
      loss.add(machine.train(rows, label), label);
      if (i % 5000 == 0) {
        course.add(loss.mean());
      }
    }
    assertThat(course).isSortedAccordingTo((x, y) -> Double.compare(y, x));
    assertThat(course.get(3)).isLessThan(0.05);
  }

  @Test
  void featuresThatDoNotLearnStayAsTheyAreAndCountInTheScore() {
    FactorizationOptions options = new FactorizationOptions(4, 0.1f, 0, 0.3f, 11);
    List<FeatureTable> tables = tables(FIELDS, options);
    FactorizationMachine machine = machine(tables, options);
    int[] rows = {tables.get(0).row("u"), tables.get(1).row("i"), FactorizationMachine.NONE};
    float[] user = tables.get(0).embedding(rows[0]);
    float[] item = tables.get(1).embedding(rows[1]);
    int[] learning = {FactorizationMachine.NONE, rows[1], FactorizationMachine.NONE};
    double scored = machine.probability(List.of(user, item));
    assertThat(machine.train(rows, learning, true)).isEqualTo(scored);
    assertThat(tables.get(0).embedding(rows[0])).isEqualTo(user);
    assertThat(tables.get(1).embedding(rows[1])).isNotEqualTo(item);
  }

  @Test
  void goesOnFromWhatWasLearnt() {
    FactorizationOptions options = new FactorizationOptions(2, 0.1f, 0, 0.3f, 11);
    Parameters parameters = new Parameters(options, 5);
    float[] learnt = {9, 1, 2, 3, 4, 5, 6};
    assertThat(parameters.add(learnt, 1)).isZero();
    assertThat(parameters.add(learnt, 4)).isEqualTo(1);
    assertThat(parameters.copy()).containsExactly(1, 2, 3, 4, 5, 6);
    FactorizationMachine machine =
        new FactorizationMachine(List.of(parameters), options, 0.75, true);
    assertThat(machine.bias()).isEqualTo(0.75);
    assertThat(machine.train(new int[] {0}, true)).isEqualTo(RowScore.probabilityOf(0.75 + 3));
    assertThat(machine.bias()).isGreaterThan(0.75);
    FactorizationMachine held = new FactorizationMachine(List.of(parameters), options, 0.75, false);
    held.train(new int[] {0}, true);
    assertThat(held.bias()).isEqualTo(0.75);
  }

  @Test
  void badOptionsAreRefused() {
    assertThatThrownBy(() -> new FactorizationOptions(0, 0.1f, 0, 0.1f, 1))
        .hasMessageContaining("factors");
    assertThatThrownBy(() -> new FactorizationOptions(1, Float.NaN, 0, 0.1f, 1))
        .hasMessageContaining("learningRate");
    assertThatThrownBy(() -> new FactorizationOptions(1, 0.1f, -1, 0.1f, 1))
        .hasMessageContaining("l2");
    assertThatThrownBy(() -> new FactorizationOptions(1, 0.1f, 0, -1, 1))
        .hasMessageContaining("spread");
  }
}
