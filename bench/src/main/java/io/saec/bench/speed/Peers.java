package io.saec.bench.speed;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Other implementations of the same, in Python: a script reads the files of the problems and writes
 * what it measured, for each library that is installed.
 */
final class Peers {
  /** Where Debian's packages are, whatever other Python there is. */
  private static final Path DEBIANS = Path.of("/usr/bin/python3");

  private static final JsonMapper JSON = new JsonMapper();
  private static final String RESULT = "peers.json";

  private Peers() {}

  /** What the script writes. */
  record Measured(String peer, String problem, String what, List<Double> seconds) {}

  /**
   * Measures them.
   *
   * @param script its name among the resources
   * @param directory has a directory for each problem
   * @param ours seconds of the best kernel here, by problem and what is done, such as {@code
   *     S1-flat full}; what is not in there is not reported
   */
  static List<PeerRow> measure(
      String script, Path directory, Map<String, Double> ours, Consumer<String> progress)
      throws IOException, InterruptedException {
    Path copy = directory.resolve(script);
    try (InputStream resource = Peers.class.getResourceAsStream(script)) {
      if (resource == null) {
        throw new IOException(script + " is not among the resources");
      }
      Files.copy(resource, copy);
    }
    Path result = directory.resolve(RESULT);
    String python = Files.isExecutable(DEBIANS) ? DEBIANS.toString() : "python3";
    ProcessBuilder builder =
        new ProcessBuilder(python, copy.toString(), directory.toString(), result.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // Every BLAS and OpenMP under them, as the kernels here, on one thread.
    for (String threads : List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")) {
      builder.environment().put(threads, "1");
    }
    try {
      int code = builder.start().waitFor();
      if (code != 0) {
        progress.accept("peers: " + script + " ended with " + code);
        return List.of();
      }
    } catch (IOException e) {
      progress.accept("peers: no " + python + " (" + e.getMessage() + ")");
      return List.of();
    }
    return rows(List.of(JSON.readValue(result.toFile(), Measured[].class)), ours);
  }

  static List<PeerRow> rows(List<Measured> measured, Map<String, Double> ours) {
    List<PeerRow> rows = new ArrayList<>();
    for (Measured one : measured) {
      Double here = ours.get(key(one.problem(), one.what()));
      if (here != null) {
        double seconds = new Sample(one.seconds()).median();
        rows.add(new PeerRow(one.peer(), one.problem(), one.what(), seconds, seconds / here));
      }
    }
    return rows;
  }

  /** What figures here are found by. */
  static String key(String problem, String what) {
    return problem + " " + what;
  }
}
