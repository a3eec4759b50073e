package io.saec.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  private Path file;

  @BeforeEach
  void name(@TempDir Path directory) {
    file = directory.resolve("saec.yaml");
  }

  @Test
  void nestedAndDottedAreTheSame() throws Exception {
    Map<String, String> expected =
        Map.of("window.slide", "1 h", "window.width", "7 d", "fields.shop.item.dimension", "16");

    assertThat(
            read(
                """
                # a comment
                window: {slide: 1 h, width: 7 d}
                fields:
                  shop.item: {dimension: 16}
                """))
        .isEqualTo(expected);
    assertThat(
            read(
                """
                window.slide: 1 h
                window:
                  width: "7 d"
                fields.shop.item.dimension: 16
                """))
        .isEqualTo(expected);
  }

  @Test
  void valuesAreTextAsWritten() throws Exception {
    assertThat(read("a: 5%\nb: true\nc: 0.80\nd:\ne: [x, y]\nf: 12345678901234567890\n"))
        .isEqualTo(
            Map.of(
                "a",
                "5%",
                "b",
                "true",
                "c",
                "0.8",
                "d",
                "",
                "e",
                "x;y",
                "f",
                "12345678901234567890"));
  }

  @Test
  void anEmptyFileHasNoOptions() throws Exception {
    assertThat(read("")).isEmpty();
    assertThat(read("# nothing\n---\n")).isEmpty();
  }

  @Test
  void keysThatComeTwice() throws Exception {
    assertFails("shards: 1\nclusters: 2\nshards: 3\n")
        .hasMessageContaining("line 3")
        .hasMessageContaining("shards");
    assertFails("window:\n  slide: 1 h\n  slide: 2 h\n")
        .hasMessageContaining("line 3")
        .hasMessageContaining("slide");
    assertFails("window.slide: 1 h\nwindow:\n  slide: 2 h\n")
        .hasMessageContaining("sets window.slide twice");
  }

  @Test
  void whatIsNotYaml() throws Exception {
    assertFails("shards: 1\nclusters: [2\n").hasMessageContaining("is not YAML, line 3: expected");
    assertFails("shards: 1\n\tclusters: 2\n").hasMessageContaining("is not YAML, line 2");
    assertFails("shards: 1\nwindow: slide: 1 h\n").hasMessageContaining("is not YAML, line 2");
  }

  @Test
  void whatIsNoMapping() throws Exception {
    assertFails("just words\n").hasMessageContaining("is not a YAML mapping of keys to values");
    assertFails("- a\n- b\n").hasMessageContaining("is not a YAML mapping of keys to values");
  }

  @Test
  void whatIsNotThere() {
    assertThatThrownBy(() -> ConfigFile.read(file))
        .isInstanceOf(UserError.class)
        .hasMessage(file + " does not exist: give the job's options with --config FILE");
    assertThatThrownBy(() -> ConfigFile.read(file.resolveSibling("")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("cannot be read");
  }

  private Map<String, String> read(String yaml) throws Exception {
    return ConfigFile.read(Files.writeString(file, yaml));
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertFails(String yaml)
      throws Exception {
    Files.writeString(file, yaml);
    return assertThatThrownBy(() -> ConfigFile.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file.toString())
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("\n"));
  }
}
