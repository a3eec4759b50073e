package io.saec.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.saec.client.MappingFollower;
import io.saec.client.snapshot.Comparison;
import io.saec.client.snapshot.SealedField;
import io.saec.client.snapshot.Snapshot;
import io.saec.client.snapshot.SnapshotHeader;
import io.saec.client.snapshot.SnapshotOptions;
import io.saec.client.snapshot.SnapshotWriter;
import io.saec.job.JobOptions;
import io.saec.job.KafkaSettings;
import io.saec.job.UserError;
import io.saec.model.Encoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "snapshot",
    description = {
      "Reads the topics to their end and writes each field's version into a file to be mapped into",
      "memory, or compares such files with the topics. Serving from one needs no Kafka.",
      ""
    })
final class SnapshotCommand implements Callable<Integer> {
  @Mixin private ConfigMixin config;

  @ArgGroup(multiplicity = "1")
  private Place place = new Place();

  /** Exactly one of the two. */
  static final class Place {
    @Option(names = "--out", paramLabel = "DIR", description = "Write FIELD.vN.snapshot there.")
    private @Nullable Path out;

    @Option(
        names = "--verify",
        paramLabel = "DIR",
        description = {
          "Write nothing: compare the files there with the view, entry by entry. Exit code 0 if",
          "they are the same."
        })
    private @Nullable Path verify;
  }

  @Option(
      names = "--fields",
      paramLabel = "A,B",
      split = ",",
      description = "Only these (default: all that have a version).")
  private List<String> fields = List.of();

  @Option(
      names = "--fingerprint-bits",
      paramLabel = "N",
      defaultValue = "8",
      description = {
        "0 to 16: an unknown feature is taken for a known one in 1 of 2^N cases; with 0 it has any",
        "cluster (default: ${DEFAULT-VALUE})."
      })
  private int fingerprintBits;

  @Option(
      names = "--leave-out",
      paramLabel = "FILE",
      description = {
        "Leave out the features of this file, FIELD/FEATURE a line in UTF-8: they read as the",
        "fallback."
      })
  private @Nullable Path leaveOut;

  @Option(
      names = "--timeout",
      paramLabel = "N",
      defaultValue = "60",
      description = "Seconds to wait until the topics have been read (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Option(names = "--json", description = "One line of JSON a field.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (fingerprintBits < 0 || fingerprintBits > SnapshotOptions.MOST_FINGERPRINT_BITS) {
      throw new UserError("--fingerprint-bits: " + fingerprintBits + " is not between 0 and 16");
    }
    Set<String> rare = rare();
    for (SealedField field : read(JobOptions.readKafka(config.options()))) {
      Predicate<String> leftOut =
          rare.isEmpty()
              ? feature -> false
              : feature -> rare.contains(field.field() + '/' + feature);
      if (place.out != null) {
        write(field, new SnapshotOptions(fingerprintBits, leftOut), place.out);
      } else if (place.verify != null) {
        verify(field, leftOut, place.verify);
      }
    }
    return 0;
  }

  private Set<String> rare() {
    if (leaveOut == null) {
      return Set.of();
    }
    try {
      return Set.copyOf(Files.readAllLines(leaveOut));
    } catch (IOException e) {
      throw new UserError("--leave-out: " + leaveOut + " cannot be read as UTF-8: " + e);
    }
  }

  /** The fields as the topics have them, which stay as they are: nothing is read any more. */
  private List<SealedField> read(KafkaSettings kafka) throws InterruptedException {
    try (MappingFollower follower = Following.start(kafka)) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeout);
      while (follower.view().fields().stream().noneMatch(follower.view()::ready)) {
        if (follower.failure().isPresent()) {
          throw new UserError("no longer following: " + follower.failure().get());
        }
        if (System.nanoTime() > end) {
          throw new UserError("no field has a version after " + timeout + " s");
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
      follower.close();
      List<SealedField> sealed = new ArrayList<>();
      for (String field : fields.isEmpty() ? readyFields(follower) : fields) {
        sealed.add(
            follower
                .sealed(field)
                .orElseThrow(
                    () ->
                        new UserError(
                            "field '"
                                + field
                                + "' has no version yet; these have: "
                                + readyFields(follower))));
      }
      return sealed;
    }
  }

  private static List<String> readyFields(MappingFollower follower) {
    return follower.view().fields().stream().filter(follower.view()::ready).sorted().toList();
  }

  private void write(SealedField field, SnapshotOptions options, Path directory)
      throws IOException {
    Files.createDirectories(directory);
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
        "%s: %,d features, %,d left out, %,d bytes: %s"
            .formatted(
                file, header.features(), header.leftOut(), header.bytes(), accounting(header)));
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

  private void verify(SealedField field, Predicate<String> leftOut, Path directory)
      throws IOException {
    Path file =
        directory.resolve(SnapshotWriter.fileName(field.field(), field.manifest().version()));
    Snapshot snapshot = Snapshot.openVerified(file);
    Comparison comparison = Comparison.of(snapshot, field, leftOut);
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
    print(answer, "%s: %,d features, all the same".formatted(file, comparison.entries()));
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
    System.out.println(
        json
            ? new JsonMapper().writeValueAsString(answer)
            : String.format(Locale.ROOT, "%s", line));
  }
}
