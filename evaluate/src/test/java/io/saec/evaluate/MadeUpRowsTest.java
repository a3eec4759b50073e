package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.events.MadeUpTsv;
import io.saec.events.RowShape;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code saec rows} writes is what is evaluated, and there is something to learn in it. */
class MadeUpRowsTest {
  @TempDir private Path dir;

  private LabelledRows read(RowShape shape, long count) throws Exception {
    Path file = dir.resolve("rows.tsv.gz");
    MadeUpTsv.write(shape, 1, count, file, done -> {});
    return LabelledRows.read(file, true);
  }

  @Test
  void ratingsAreRead() throws Exception {
    LabelledRows rows = read(RowShape.RATINGS, 3000);
    assertThat(rows.size()).isEqualTo(3000);
    assertThat(rows.fields())
        .extracting(Dictionary::field)
        .containsExactly("user", "item", "tag", "country", "hour");
    assertThat(rows.labels().cardinality()).isBetween(600, 2400);
  }

  @Test
  void aModelLearnsFromContexts() throws Exception {
    LabelledRows rows = read(RowShape.CONTEXTS, 60_000);
    Split split = Split.of(rows.size(), SplitRule.TIME, 0.8, 0);
    Recipe recipe =
        new Recipe(
            0.05f, 3e-3f, 0.01f, 4, Calibration.NONE, Unknown.NOTHING, new Quality(0.5, 0.7));
    Quality quality = Trial.of(rows, split, 16, recipe).full(1).quality();
    assertThat(quality.auc()).isGreaterThan(0.65);
  }
}
