package io.saec.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.saec.model.FeatureEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LabelledTsvTest {
  private static final FactorizationOptions OPTIONS = FactorizationOptions.defaults(1);

  @TempDir private Path dir;

  private static List<List<FeatureEvent>> all(Path file) throws IOException {
    List<List<FeatureEvent>> records = new ArrayList<>();
    try (LabelledTsv source = LabelledTsv.open(file, OPTIONS)) {
      List<FeatureEvent> batch = new ArrayList<>();
      while (source.next(batch)) {
        records.add(List.copyOf(batch));
      }
    }
    return records;
  }

  @Test
  void aRowIsARecordOfOneEventAField() throws IOException {
    Path file = TsvFiles.plain(dir, "ts\tlabel\tuser\titem\n1600000000\t1\tann\t85123A\n");
    List<FeatureEvent> record = all(file).get(0);
    assertThat(record).extracting(FeatureEvent::field).containsExactly("user", "item");
    assertThat(record).extracting(FeatureEvent::feature).containsExactly("ann", "85123A");
    assertThat(record).extracting(FeatureEvent::ts).containsOnly(1_600_000_000_000L);
    assertThat(record).extracting(FeatureEvent::count).containsOnly(1);
    assertThat(record).allSatisfy(event -> assertThat(event.embedding()).hasSize(17));
  }

  @Test
  void embeddingsAreThoseAfterTheStep() throws IOException {
    Path file = TsvFiles.plain(dir, "ts\tlabel\tuser\titem\n1\t1\tann\tx\n2\t0\tann\ty\n");
    try (LabelledTsv source = LabelledTsv.open(file, OPTIONS)) {
      List<FeatureEvent> batch = new ArrayList<>();
      assertThat(source.next(batch)).isTrue();
      assertThat(source.label()).isTrue();
      float[] first = Objects.requireNonNull(batch.get(0).embedding());
      assertThat(first[16]).isPositive();
      float[] kept = first.clone();
      assertThat(source.next(batch)).isTrue();
      assertThat(source.label()).isFalse();
      assertThat(first).isEqualTo(kept);
      assertThat(batch.get(0).embedding()).isNotEqualTo(kept);
      assertThat(source.next(batch)).isFalse();
    }
  }

  @Test
  void gzipAndPlainAndColumnOrderMakeNoDifference() throws IOException {
    String text = TsvFiles.learnable(200, 1);
    List<List<FeatureEvent>> plain = all(TsvFiles.plain(dir, text));
    assertThat(plain).hasSize(200);
    assertThat(all(TsvFiles.gzip(dir, text))).isEqualTo(plain);
    String turned =
        text.lines()
            .map(line -> line.split("\t"))
            .map(cells -> String.join("\t", cells[2], cells[1], cells[3], cells[0]))
            .reduce("\uFEFF", (all, line) -> all + line + "\r\n");
    assertThat(all(TsvFiles.plain(dir, turned))).isEqualTo(plain);
  }

  @Test
  void gzipIsKnownByItsBytes() throws IOException {
    Path zipped = TsvFiles.gzip(dir, TsvFiles.learnable(10, 1));
    Path renamed = Files.move(zipped, dir.resolve("rows.data"));
    assertThat(all(renamed)).hasSize(10);
  }

  @Test
  void theFirstRowTellsSecondsFromMilliseconds() throws IOException {
    Path seconds = TsvFiles.plain(dir, "ts\tlabel\tf\n99999999999\t1\ta\n100000000000\t0\ta\n");
    assertThat(all(seconds))
        .extracting(record -> record.get(0).ts())
        .containsExactly(99_999_999_999_000L, 100_000_000_000_000L);
    Path millis = TsvFiles.plain(dir, "ts\tlabel\tf\n100000000000\t1\ta\n");
    assertThat(all(millis))
        .extracting(record -> record.get(0).ts())
        .containsExactly(100_000_000_000L);
  }

  @Test
  void emptyCellsAreNoFeatures() throws IOException {
    Path file = TsvFiles.plain(dir, "ts\tlabel\tuser\titem\n1\t1\t\tx\n2\t1\t\t\n3\t1\tann\t\n");
    List<List<FeatureEvent>> records = all(file);
    assertThat(records).hasSize(2);
    assertThat(records.get(0)).extracting(FeatureEvent::feature).containsExactly("x");
    assertThat(records.get(1)).extracting(FeatureEvent::feature).containsExactly("ann");
  }

  @Test
  void cellsTooLongForAFeatureAreLeftOutAndCounted() throws IOException {
    String longest = "é".repeat(128);
    Path file =
        TsvFiles.plain(
            dir, "ts\tlabel\tuser\titem\n1\t1\t" + longest + "\tx\n2\t1\t" + longest + "s\ty\n");
    try (LabelledTsv source = LabelledTsv.open(file, OPTIONS)) {
      List<FeatureEvent> batch = new ArrayList<>();
      source.next(batch);
      assertThat(batch).extracting(FeatureEvent::feature).containsExactly(longest, "x");
      source.next(batch);
      assertThat(batch).extracting(FeatureEvent::feature).containsExactly("y");
      assertThat(source.oversized()).isEqualTo(1);
    }
  }

  @Test
  void logLossFallsAsItLearns() throws IOException {
    try (LabelledTsv source =
        LabelledTsv.open(TsvFiles.plain(dir, TsvFiles.learnable(60_000, 5)), OPTIONS)) {
      List<FeatureEvent> batch = new ArrayList<>();
      List<Double> course = new ArrayList<>();
      for (int row = 1; source.next(batch); row++) {
        if (row % LabelledTsv.LOSS_WINDOW == 0) {
          course.add(source.logLoss());
        }
      }
      assertThat(course).hasSize(3).isSortedAccordingTo((x, y) -> Double.compare(y, x));
      assertThat(course.get(2)).isLessThan(0.05);
    }
  }

  @Test
  void knowsItsFieldsAndItsTotalIfItWasLookedThrough() throws IOException {
    Path file = TsvFiles.plain(dir, TsvFiles.learnable(7, 1));
    try (LabelledTsv source = LabelledTsv.open(file, TsvSpan.of(file), OPTIONS)) {
      assertThat(source.fields()).containsExactly(Map.entry("user", 17), Map.entry("item", 17));
      assertThat(source.total()).hasValue(7);
    }
    try (LabelledTsv source = LabelledTsv.open(file, OPTIONS)) {
      assertThat(source.total()).isEmpty();
      assertThat(source.logLoss()).isNaN();
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("", ":1: is empty"),
        arguments("label\tuser\n", ":1: has no column 'ts' among [label, user]"),
        arguments("ts\tuser\n", ":1: has no column 'label'"),
        arguments("ts\tlabel\n", ":1: has no field"),
        arguments("ts\tlabel\ta\ta\n", ":1: has two columns 'a'"),
        arguments("ts\tlabel\ta b\n", ":1: column 'a b' is not a legal field name"),
        arguments("ts\tlabel\ta\t\n", ":1: column '' is not a legal field name"),
        arguments("ts\tlabel\ta\n1\t1\n", ":2: has 2 columns, the header has 3"),
        arguments("ts\tlabel\ta\n1\t1\tx\n1\t1\tx\ty\n", ":3: has 4 columns, the header has 3"),
        arguments("ts\tlabel\ta\n\n", ":2: has 1 columns, the header has 3"),
        arguments("ts\tlabel\ta\n1\t2\tx\n", ":2: label '2' is not 0 or 1"),
        arguments("ts\tlabel\ta\n1.5\t1\tx\n", ":2: ts '1.5' is not a whole number"),
        arguments("ts\tlabel\ta\n-1\t1\tx\n", ":2: ts -1 is negative"),
        arguments("ts\tlabel\ta\n1\t1\tx\n9223372036854775807\t1\tx\n", ":3: ts 9223"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakesAreNamedWithFileAndLine(String text, String problem) throws IOException {
    Path file = TsvFiles.plain(dir, text);
    assertThatThrownBy(() -> all(file))
        .isInstanceOf(TsvException.class)
        .hasMessageStartingWith(file + problem);
  }

  @Test
  void filesThatAreNotWhatTheySeemAreNamed() throws IOException {
    Path fake = Files.writeString(dir.resolve("fake.gz"), TsvFiles.learnable(1, 1));
    assertThatThrownBy(() -> all(fake)).hasMessage(fake + ":1: is named .gz but is not gzip");

    byte[] whole = Files.readAllBytes(TsvFiles.gzip(dir, TsvFiles.learnable(5000, 1)));
    Path torn = Files.write(dir.resolve("torn.gz"), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> all(torn)).hasMessageContaining("gzip is broken from here on");

    Path latin = Files.write(dir.resolve("latin.tsv"), new byte[] {'t', 's', '\t', (byte) 0xE9});
    assertThatThrownBy(() -> all(latin)).hasMessageContaining("not UTF-8");

    Path none = dir.resolve("none.tsv");
    assertThatThrownBy(() -> all(none))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(none.toString());
  }
}
