package io.saec.bench.speed;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A problem in a directory of its own, so that every JVM and every peer measures over the same
 * bytes: its arrays ({@link RawArrays}), and {@code problem.json} with the shape.
 */
final class ProblemFiles {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String HEAD = "problem.json";
  private static final String POINTS = "points.f32";
  private static final String WEIGHTS = "weights.f64";
  private static final String START = "start.f32";
  private static final String CODEBOOK = "codebook.f32";
  private static final String DRIFTED = "drifted.f32";

  private ProblemFiles() {}

  /** What is not an array. */
  record Head(Shape shape, String kind) {}

  /** Writes it into a directory that is not there yet. */
  static void write(Problem problem, Path directory) throws IOException {
    Files.createDirectory(directory);
    JSON.writeValue(directory.resolve(HEAD).toFile(), new Head(problem.shape(), problem.kind()));
    RawArrays.write(directory.resolve(POINTS), problem.points());
    RawArrays.write(directory.resolve(WEIGHTS), problem.weights());
    RawArrays.write(directory.resolve(START), problem.start());
    RawArrays.write(directory.resolve(CODEBOOK), problem.codebook());
    RawArrays.write(directory.resolve(DRIFTED), problem.drifted());
  }

  static Problem read(Path directory) throws IOException {
    Head head = JSON.readValue(directory.resolve(HEAD).toFile(), Head.class);
    return new Problem(
        head.shape(),
        head.kind(),
        RawArrays.floats(directory.resolve(POINTS)),
        RawArrays.doubles(directory.resolve(WEIGHTS)),
        RawArrays.floats(directory.resolve(START)),
        RawArrays.floats(directory.resolve(CODEBOOK)),
        RawArrays.floats(directory.resolve(DRIFTED)));
  }
}
