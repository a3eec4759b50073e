package io.saec.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

class OptionsDocumentTest {
  private static final Path FILE = Path.of("..", "docs", "options.md");

  @Test
  void theDocumentIsUpToDate() throws Exception {
    assertThat(FILE)
        .as("make it anew: ./saec job --options > docs/options.md")
        .content()
        .isEqualTo(OptionsDocument.markdown());
  }

  @Test
  void everyOptionSaysWhatItIs() throws Exception {
    String document = Files.readString(FILE);
    for (ConfigOption<?> option : JobOptions.ALL) {
      assertThat(OptionsDocument.what(option)).as(option.key()).isNotBlank().doesNotContain("|");
      assertThat(document).contains("| `" + option.key() + "` | ");
    }
  }
}
