package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.events.TsvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledRowsTest {
  @TempDir private Path dir;

  private LabelledRows read(String text, boolean inOrder) throws IOException {
    return LabelledRows.read(Files.writeString(dir.resolve("rows.tsv"), text), inOrder);
  }

  @Test
  void featuresAreNumberedByFieldInTheOrderTheyCome() throws IOException {
    LabelledRows rows =
        read("ts\tuser\tlabel\titem\n1\tann\t1\tx\n2\tbob\t0\tx\n3\tann\t0\t\n", true);
    assertThat(rows.size()).isEqualTo(3);
    assertThat(rows.features()).containsExactly(0, 0, 1, 0, 0, LabelledRows.NONE);
    assertThat(rows.labels(new int[] {0, 1, 2})).containsExactly(true, false, false);
    assertThat(rows.fields()).extracting(Dictionary::field).containsExactly("user", "item");
    assertThat(rows.fields().get(0).feature(1)).isEqualTo("bob");
  }

  @Test
  void countsAreOfTheRowsAskedFor() throws IOException {
    LabelledRows rows = read("ts\tlabel\tuser\titem\n1\t1\ta\tx\n2\t0\tb\t\n3\t0\ta\ty\n", true);
    assertThat(rows.counts(new int[] {0, 2})).isDeepEqualTo(new long[][] {{2, 0}, {1, 1}});
  }

  @Test
  void holdsMoreRowsThanItBeganWith() throws IOException {
    StringBuilder text = new StringBuilder("ts\tlabel\tuser\n");
    for (int row = 0; row < 5000; row++) {
      text.append(row).append('\t').append(row % 2).append("\tu").append(row % 7).append('\n');
    }
    LabelledRows rows = read(text.toString(), true);
    assertThat(rows.size()).isEqualTo(5000);
    assertThat(rows.feature(4999, 0)).isEqualTo(4999 % 7);
    assertThat(rows.label(4999)).isTrue();
  }

  @Test
  void timeThatGoesBackIsRefusedByLineWhereItMatters() throws IOException {
    String text = "ts\tlabel\tuser\n5\t1\ta\n4\t0\tb\n";
    assertThatThrownBy(() -> read(text, true))
        .isInstanceOf(TsvException.class)
        .hasMessageContaining("rows.tsv:3")
        .hasMessageContaining("goes back by 1000 ms");
    assertThat(read(text, false).size()).isEqualTo(2);
  }

  @Test
  void aFileWithoutAColumnNamesTheHeader() {
    assertThatThrownBy(() -> read("ts\tuser\n1\ta\n", true))
        .isInstanceOf(TsvException.class)
        .hasMessageContaining("rows.tsv:1")
        .hasMessageContaining("'label'");
  }

  @Test
  void aLabelThatIsNoneIsRefusedByLine() {
    assertThatThrownBy(() -> read("ts\tlabel\tuser\n1\t1\ta\n2\tyes\tb\n", true))
        .isInstanceOf(TsvException.class)
        .hasMessageContaining("rows.tsv:3")
        .hasMessageContaining("'yes'");
  }

  @Test
  void rowsOfOneLabelAreRefused() {
    assertThatThrownBy(() -> read("ts\tlabel\tuser\n1\t1\ta\n2\t1\tb\n", true))
        .isInstanceOf(TsvException.class)
        .hasMessageContaining("rows.tsv:")
        .hasMessageContaining("every label up to here is 1");
    assertThatThrownBy(() -> read("ts\tlabel\tuser\n", true)).hasMessageContaining("no row");
  }
}
