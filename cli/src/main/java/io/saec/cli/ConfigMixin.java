package io.saec.cli;

import io.saec.job.ConfigFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the job, as every command that talks to its topics takes them. */
final class ConfigMixin {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Options of the job, YAML; saec job --options lists them.")
  private @Nullable Path config;

  @Option(
      names = "-D",
      paramLabel = "key=value",
      description = "One option, over what the file says; may be repeated.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /** Values by key, those of the command line over those of the file. */
  Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    if (config != null) {
      options.putAll(ConfigFile.read(config));
    }
    options.putAll(overrides);
    return options;
  }
}
