package io.saec.client.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Another JVM with the class path of this one. */
public final class Child implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  private Child(Process process) {
    this.process = process;
    this.out = process.inputReader(UTF_8);
  }

  /**
   * Starts a {@code main}.
   *
   * @param temporary where it may leave files behind
   */
  public static Child start(Path temporary, Class<?> main, String... arguments) throws IOException {
    return start(temporary, List.of(), main, arguments);
  }

  static Child start(Path temporary, List<Path> more, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(java(temporary, more));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** What a shell does. */
  static Child shell(String script) throws IOException {
    return run(List.of("sh", "-c", script));
  }

  /** The words that begin the command of a JVM. */
  static List<String> java(Path temporary, List<Path> more) {
    // Surefire may hand its class path over in a jar of its own; the list is in a property.
    String own = System.getProperty("surefire.test.class.path", "");
    String all =
        more.stream().map(path -> path + File.pathSeparator).collect(Collectors.joining())
            + (own.isEmpty() ? System.getProperty("java.class.path") : own);
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:TieredStopAtLevel=1",
        "-Djava.io.tmpdir=" + temporary,
        "-cp",
        all);
  }

  private static Child run(List<String> command) throws IOException {
    return new Child(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The next line that it prints, null once it has ended. */
  public @Nullable String line() throws IOException {
    return out.readLine();
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    out.close();
  }
}
