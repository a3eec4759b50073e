package io.saec.cli.snapshot;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.saec.client.snapshot.Comparison;
import io.saec.client.snapshot.SealedField;
import io.saec.client.snapshot.Snapshot;
import io.saec.client.snapshot.SnapshotHeader;
import io.saec.client.snapshot.SnapshotOptions;
import io.saec.client.snapshot.SnapshotWriter;
import io.saec.job.UserError;
import io.saec.model.Encoding;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The snapshots of a directory, and a line for each that is written or compared.
 *
 * @param directory that they lie in
 * @param fingerprintBits of those that are written
 * @param rare features that are left out, {@code field/feature}
 * @param json whether lines are JSON
 */
public record SnapshotFiles(
    Path directory, int fingerprintBits, Set<String> rare, boolean json, PrintStream out) {

  /** Writes a field's version. */
  public void write(SealedField field) throws IOException {
    Files.createDirectories(directory);
    SnapshotOptions options = new SnapshotOptions(fingerprintBits, leftOut(field));
    Path file = new SnapshotWriter().write(field, options, directory);
    SnapshotHeader header = Snapshot.open(file).header();
    Map<String, Object> answer = answer(header, file);
    answer.put("leftOut", header.leftOut());
    answer.put("k", header.k());
    answer.put("dim", header.dim());
    answer.put("encoding", header.encoding().word());
    answer.put("fingerprintBits", header.fingerprintBits());
    answer.put("bytes", header.bytes());
    answer.put("accounting", accounting(header));
    print(
        answer,
        String.format(
            Locale.ROOT,
            "%s: %,d features, %,d left out, %,d bytes: %s",
            file,
            header.features(),
            header.leftOut(),
            header.bytes(),
            accounting(header)));
  }

  private Predicate<String> leftOut(SealedField field) {
    return rare.isEmpty()
        ? feature -> false
        : feature -> rare.contains(field.field() + '/' + feature);
  }

  private static String accounting(SnapshotHeader header) {
    return "packed ids of "
        + header.idBits()
        + " bits + fingerprints of "
        + header.fingerprintBits()
        + " + "
        + header.encoding().word()
        + " centroids"
        + (header.encoding() == Encoding.INT8 ? " with scales" : "")
        + ", no keys";
  }

  /**
   * Compares the file of a field's version with the field, entry by entry.
   *
   * @throws UserError if they are not the same
   */
  public void verify(SealedField field) throws IOException {
    Path file =
        directory.resolve(SnapshotWriter.fileName(field.field(), field.manifest().version()));
    Snapshot snapshot = Snapshot.openVerified(file);
    Comparison comparison = Comparison.of(snapshot, field, leftOut(field));
    if (!comparison.same()) {
      throw new UserError(
          file
              + " is not what the topics hold, "
              + comparison.differing()
              + " entries differ: "
              + comparison.difference());
    }
    Map<String, Object> answer = answer(snapshot.header(), file);
    answer.put("same", true);
    print(
        answer,
        String.format(Locale.ROOT, "%s: %,d features, all the same", file, comparison.entries()));
  }

  private static Map<String, Object> answer(SnapshotHeader header, Path file) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("field", header.field());
    answer.put("version", header.version());
    answer.put("file", file.toString());
    answer.put("features", header.features());
    return answer;
  }

  private void print(Map<String, Object> answer, String line) throws IOException {
    out.println(json ? new JsonMapper().writeValueAsString(answer) : line);
    out.flush();
  }
}
