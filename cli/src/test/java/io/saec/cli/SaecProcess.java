package io.saec.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The saec command in a process of its own, from the jars that {@code ./saec} takes. */
final class SaecProcess implements AutoCloseable {
  private static final Path BUILT = Path.of("target");

  /** Begins what the JVM itself has to say. */
  private static final String OF_THE_JVM = "WARNING: ";

  private final Process process;
  private final BufferedReader out;
  private final Path err;

  private SaecProcess(Process process, Path err) {
    this.process = process;
    this.out = process.inputReader(UTF_8);
    this.err = err;
  }

  /**
   * Starts it.
   *
   * @param directory of logs, and of what it may leave behind
   * @param libraries {@link #besideAStore} or {@link #besideFlink}
   */
  static SaecProcess start(Path directory, String libraries, List<String> arguments)
      throws IOException {
    Path err = Files.createTempFile(directory, "saec", ".err");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + directory,
                "-Dsaec.log=" + err + ".log",
                "-cp",
                jars(BUILT, "saec-cli-") + File.pathSeparator + libraries,
                Saec.class.getName()));
    command.addAll(arguments);
    return new SaecProcess(new ProcessBuilder(command).redirectError(err.toFile()).start(), err);
  }

  /** What {@code ./saec} takes where a command names a store. */
  static String besideAStore() throws IOException {
    String flinks = jars(BUILT.resolve("lib"), "frocksdbjni-");
    return Stream.of(jars(BUILT.resolve("lib"), "").split(File.pathSeparator))
            .filter(jar -> !jar.equals(flinks))
            .collect(Collectors.joining(File.pathSeparator))
        + File.pathSeparator
        + jars(BUILT.resolve("lib-rocksdb"), "rocksdbjni-");
  }

  /** What {@code ./saec} takes for any other command. */
  static String besideFlink() throws IOException {
    return jars(BUILT.resolve("lib"), "");
  }

  private static String jars(Path directory, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      String jars =
          files
              .filter(file -> file.getFileName().toString().startsWith(prefix))
              .filter(file -> file.toString().endsWith(".jar"))
              .map(Path::toString)
              .sorted()
              .collect(Collectors.joining(File.pathSeparator));
      assertThat(jars).as("jars %s* in %s", prefix, directory).isNotEmpty();
      return jars;
    }
  }

  /** The next line that it prints; it may not end before. */
  String line() throws IOException {
    String line = out.readLine();
    assertThat(line).as("a line, not the end: %s", complaints()).isNotNull();
    return Objects.requireNonNull(line);
  }

  /** Waits until it has ended, and returns its exit code. */
  int exit() throws InterruptedException {
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("has ended").isTrue();
    return process.exitValue();
  }

  /** The lines that it complained in. */
  List<String> complaints() throws IOException {
    return Files.readAllLines(err).stream().filter(line -> !line.startsWith(OF_THE_JVM)).toList();
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    assertThat(process.isAlive()).as("alive").isTrue();
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    out.close();
  }
}
