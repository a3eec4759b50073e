package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saec.events.FactorizationOptions;
import io.saec.events.SplitMix64;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
  private static final FactorizationOptions OPTIONS =
      new FactorizationOptions(3, 0.1f, 0.01f, 0.3f, 7);

  @TempDir private Path dir;
  private LabelledRows rows;
  private int[] all;

  @BeforeEach
  void read() throws IOException {
    rows = LabelledRows.read(MadeUp.groups(dir, 300, 12, 9, 1), true);
    all = IntStream.range(0, rows.size()).toArray();
  }

  /** Over tables of its own and over shared ones, where a feature is in a row twice. */
  @Test
  void learnsWhatThePlainMachineLearns() {
    List<Table> shared = new ArrayList<>();
    for (int field = 0; field < 2; field++) {
      Dictionary features = rows.fields().get(field);
      int[] known = IntStream.range(0, features.size()).toArray();
      shared.addAll(Table.quotientRemainder(field, features, known, 7));
    }
    assertThat(shared).hasSize(4);
    assertLearnsAlike(Table.own(rows));
    assertLearnsAlike(shared);
  }

  private void assertLearnsAlike(List<Table> tables) {
    Training training = new Training(rows, all, tables, OPTIONS);
    PlainMachine plain = new PlainMachine(training.learnt(), OPTIONS);
    SplitMix64 random = new SplitMix64(SplitMix64.mix(OPTIONS.seed(), -1));
    int[] order = all.clone();
    for (int epoch = 0; epoch < 3; epoch++) {
      training.epoch();
      Split.shuffle(order, random);
      for (int row : order) {
        plain.train(rows, row);
      }
    }
    Model model = training.learnt().expand(rows, rows.counts(all), Unknown.NOTHING);
    double[] scores = model.scores(rows, all);
    for (int row : all) {
      assertThat(scores[row]).isCloseTo(plain.score(rows, row), within(1e-3));
    }
  }

  @Test
  void theSeedDecidesStartAndOrder() {
    assertThat(train(1)).isEqualTo(train(1)).isNotEqualTo(train(2));
  }

  private double[] train(long seed) {
    FactorizationOptions options = new FactorizationOptions(3, 0.1f, 0.01f, 0.3f, seed);
    Training training = new Training(rows, all, Table.own(rows), options);
    training.epoch();
    return training
        .learnt()
        .expand(rows, rows.counts(all), Unknown.NOTHING)
        .scores(rows, new int[] {0, 1, 2});
  }

  /** What logistic regression is made of. */
  @Test
  void aFactorThatStartsAtZeroStaysThere() {
    FactorizationOptions options = new FactorizationOptions(1, 0.1f, 0.01f, 0, 1);
    Training training = new Training(rows, all, Table.own(rows), options);
    training.epoch();
    float[] users = training.learnt().values().get(0);
    for (int at = 0; at < users.length; at += 2) {
      assertThat(users[at]).isZero();
      assertThat(users[at + 1]).isNotZero();
    }
  }
}
