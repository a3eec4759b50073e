package io.saec.client.snapshot;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot held against the field it was made from, entry by entry.
 *
 * @param entries compared
 * @param differing among them
 * @param difference the first that was found, or what else is not the same; null if all is
 */
public record Comparison(long entries, long differing, @Nullable String difference) {

  /** Whether they are the same. */
  public boolean same() {
    return difference == null;
  }

  /**
   * Compares cluster and vector of every feature of the field, and the number of them.
   *
   * @param leftOut features that the snapshot need not have
   */
  public static Comparison of(Snapshot snapshot, SealedField field, Predicate<String> leftOut) {
    SnapshotHeader header = snapshot.header();
    if (!header.field().equals(field.field())) {
      return new Comparison(0, 0, "it is of field '" + header.field() + "'");
    }
    if (header.version() != field.manifest().version()) {
      return new Comparison(
          0, 0, "it has version " + header.version() + ", the field " + field.manifest().version());
    }
    Tally tally = new Tally(snapshot, field);
    field.forEach(
        (feature, cluster) -> {
          if (!leftOut.test(feature)) {
            tally.compare(feature, cluster);
          }
        });
    if (tally.difference == null && tally.entries != header.features()) {
      tally.difference = "it has " + header.features() + " features, the field " + tally.entries;
    }
    return new Comparison(tally.entries, tally.differing, tally.difference);
  }

  private static final class Tally {
    private final Snapshot snapshot;
    private final SealedField field;
    private final float[] expected;
    private final float[] actual;
    private long entries;
    private long differing;
    private @Nullable String difference;

    Tally(Snapshot snapshot, SealedField field) {
      this.snapshot = snapshot;
      this.field = field;
      this.expected = new float[field.manifest().dim()];
      this.actual = new float[snapshot.header().dim()];
    }

    void compare(String feature, int cluster) {
      entries++;
      field.centroid(cluster, expected);
      boolean known = snapshot.embedding(feature, actual);
      int found = snapshot.clusterOf(feature);
      if (!known || found != cluster || !Arrays.equals(actual, expected)) {
        differing++;
        if (difference == null) {
          difference =
              "feature '"
                  + feature
                  + "' has cluster "
                  + found
                  + " in it, "
                  + cluster
                  + " in the field";
        }
      }
    }
  }
}
