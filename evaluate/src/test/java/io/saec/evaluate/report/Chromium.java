package io.saec.evaluate.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The browser, without a window and without a network, where there is one.
 *
 * @param home what it keeps there outlives a call, as some of its processes do: it is no place that
 *     a test takes away at its end
 */
record Chromium(Path program, Path home) {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final long PATIENCE_SECONDS = 120;

  /** The first on the path, empty if there is none. */
  static Optional<Chromium> find(Path home) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new Chromium(program, home));
  }

  /** The page's elements once it has loaded. */
  String dom(Path page) throws IOException, InterruptedException {
    return run(page, Stream.of("--dump-dom"));
  }

  /** What it looks like, as PNG. */
  void screenshot(Path page, boolean dark, Path to) throws IOException, InterruptedException {
    run(
        page,
        Stream.of(
            "--screenshot=" + to.toAbsolutePath(),
            "--window-size=1200,4600",
            "--hide-scrollbars",
            "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1)));
  }

  private String run(Path page, Stream<String> what) throws IOException, InterruptedException {
    Files.createDirectories(home);
    Path out = home.resolve("out");
    Path errors = home.resolve("errors");
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--user-data-dir=" + home.toAbsolutePath()));
    what.forEach(command::add);
    command.add(page.toUri().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(command + " did not end well:\n" + Files.readString(errors));
      }
      return Files.readString(out);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
