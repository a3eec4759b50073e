package io.saec.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saec.cli.Saec;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code saec job} in a process of its own, that can be killed. */
final class JobProcess implements AutoCloseable {
  private static final int KILLED = 128 + 9;
  private static final Pattern RUNNING =
      Pattern.compile("running(?:, from (\\S+))?; web UI at (\\S+)");

  private final Process process;
  private final Path output;

  private JobProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it, going on from its last checkpoint if there is one.
   *
   * @param directory of configuration, checkpoints and logs
   * @param name of this start, for its logs
   */
  static JobProcess start(Path directory, String name, Map<String, String> options)
      throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("saec.yaml"),
            options.entrySet().stream()
                .map(option -> option.getKey() + ": \"" + option.getValue() + "\"\n")
                .collect(Collectors.joining()));
    Path output = directory.resolve(name + ".out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-Xmx768m",
                "-XX:+UseParallelGC",
                "-Dsaec.log=" + directory.resolve(name + ".log"),
                "-Dlog4j2.configurationFile=classpath:log4j2.xml",
                "-cp",
                classPath(),
                Saec.class.getName(),
                "job",
                "--config",
                config.toString(),
                "--data",
                directory.resolve("data").toString(),
                "--ui-port",
                "0")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new JobProcess(process, output);
  }

  /** Surefire hands its class path over in a jar of its own; the list is in a property. */
  private static String classPath() {
    String own = System.getProperty("surefire.test.class.path", "");
    List<String> path =
        List.of(
            (own.isEmpty() ? System.getProperty("java.class.path") : own)
                .split(File.pathSeparator));
    return String.join(File.pathSeparator, path);
  }

  /** Waits until it says that it runs. */
  FlinkRest awaitRunning() {
    await().atMost(Duration.ofMinutes(2)).until(() -> said().isPresent() || !process.isAlive());
    assertAlive();
    return new FlinkRest(URI.create(said().orElseThrow().group(2)));
  }

  /** What it went on from, empty if it began. */
  Optional<String> restoredFrom() {
    return said().map(running -> running.group(1));
  }

  private Optional<Matcher> said() {
    Matcher matcher = RUNNING.matcher(output());
    return matcher.find() ? Optional.of(matcher) : Optional.empty();
  }

  private String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return "nothing: " + e;
    }
  }

  void assertAlive() {
    assertThat(process.isAlive()).as("the job is alive; it said: %s", output()).isTrue();
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    assertAlive();
    process.destroyForcibly();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(KILLED);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
