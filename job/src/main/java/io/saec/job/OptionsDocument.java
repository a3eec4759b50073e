package io.saec.job;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/** The list of options as text: what {@code ./saec job --options} prints and docs/options.md is. */
public final class OptionsDocument {
  private OptionsDocument() {}

  /** A Markdown table of all options. */
  public static String markdown() {
    StringBuilder text =
        new StringBuilder(
            """
            # Options of the job

            Made by `./saec job --options`. In a YAML file, nested or with dots; on the command line as `-Dkey=value`.

            | option | default | what it is |
            |---|---|---|
            """);
    row(
        text,
        JobOptions.FIELDS + "NAME.dimension",
        "",
        "length of the embeddings of a field; each field of the job needs one");
    row(text, JobOptions.FIELDS + "NAME.clusters", "`clusters`", "clusters of this field");
    for (ConfigOption<?> option : JobOptions.ALL) {
      row(text, option.key(), "`" + value(option.defaultValue()) + "`", what(option));
    }
    row(text, JobOptions.KAFKA_PROPERTIES + "*", "", "handed to every Kafka client");
    row(text, JobOptions.FLINK + "*", "", "handed to Flink, such as `flink.parallelism.default`");
    return text.toString();
  }

  private static void row(StringBuilder text, String key, String byDefault, String what) {
    text.append("| `").append(key).append("` | ").append(byDefault);
    text.append(" | ").append(what).append(" |\n");
  }

  private static String value(Object value) {
    return value instanceof Duration duration
        ? TimeUtils.formatWithHighestUnit(duration)
        : String.valueOf(value);
  }

  static String what(ConfigOption<?> option) {
    return new HtmlFormatter().format(option.description());
  }
}
