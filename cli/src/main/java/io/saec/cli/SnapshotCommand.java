package io.saec.cli;

import io.saec.cli.snapshot.SnapshotFiles;
import io.saec.cli.snapshot.SnapshotSeries;
import io.saec.client.MappingFollower;
import io.saec.client.snapshot.SealedField;
import io.saec.client.snapshot.SnapshotOptions;
import io.saec.job.JobOptions;
import io.saec.job.KafkaSettings;
import io.saec.job.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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

  @Option(
      names = "--follow",
      description = {
        "With --out: go on until interrupted, and write each version as it comes into force."
      })
  private boolean follow;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "With --follow: so many newest snapshots of a field stay (default: ${DEFAULT-VALUE}).")
  private int keep;

  @Override
  public Integer call() throws Exception {
    if (fingerprintBits < 0 || fingerprintBits > SnapshotOptions.MOST_FINGERPRINT_BITS) {
      throw new UserError("--fingerprint-bits: " + fingerprintBits + " is not between 0 and 16");
    }
    if (follow && place.out == null) {
      throw new UserError("--follow goes with --out");
    }
    if (keep < 1) {
      throw new UserError("--keep: " + keep + " is not at least 1");
    }
    KafkaSettings kafka = JobOptions.readKafka(config.options());
    if (follow && place.out != null) {
      follow(kafka, files(place.out));
      return 0;
    }
    for (SealedField field : read(kafka)) {
      if (place.out != null) {
        files(place.out).write(field);
      } else if (place.verify != null) {
        files(place.verify).verify(field);
      }
    }
    return 0;
  }

  private SnapshotFiles files(Path directory) {
    return new SnapshotFiles(directory, fingerprintBits, rare(), json, System.out);
  }

  private void follow(KafkaSettings kafka, SnapshotFiles files) throws InterruptedException {
    try (MappingFollower follower = Following.start(kafka)) {
      new SnapshotSeries(files, Set.copyOf(fields), keep, System.err::println).follow(follower);
    }
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
}
