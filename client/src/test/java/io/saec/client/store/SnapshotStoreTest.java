package io.saec.client.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.client.snapshot.Position;
import io.saec.client.snapshot.SealedField;
import io.saec.client.snapshot.Snapshot;
import io.saec.client.snapshot.SnapshotOptions;
import io.saec.client.snapshot.SnapshotWriter;
import io.saec.model.Hashes;
import io.saec.model.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a snapshot without features, and what one with some adds to it. */
class SnapshotStoreTest extends StoreContract {
  @TempDir private Path dir;

  @Override
  protected ViewStore open() throws Exception {
    return new SnapshotStore(List.of(snapshot("item", 1, Map.of(), List.of())));
  }

  @Override
  protected Set<String> begunWith() {
    return Set.of("item");
  }

  @Test
  void whatWasPutSinceHidesTheSnapshotForThatFeatureAlone() throws Exception {
    Map<String, Integer> mapped = Map.of("moved", 0, "gone", 1, "still", 1);
    FieldStore field =
        new SnapshotStore(List.of(snapshot("item", 5, mapped, List.of()))).field("item");
    assertThat(field.last("moved")).isEqualTo(new Mapping(5, 0, null));
    field.put("moved", Mapping.onTop(field.last("moved"), 6, 1, 5));
    field.remove("gone");
    assertThat(field.clusterOf("moved", 5)).isZero();
    assertThat(field.clusterOf("moved", 6)).isEqualTo(1);
    assertThat(field.clusterOf("gone", 6)).isEqualTo(Mapping.NONE);
    assertThat(field.last("gone")).isNull();
    assertThat(field.clusterOf("still", 6)).isEqualTo(1);
    assertThat(field.clusterOf("still", 4)).isEqualTo(Mapping.NONE);
  }

  @Test
  void readingBeginsWhereTheFirstOfTheSnapshotsStands() throws Exception {
    SnapshotStore store =
        new SnapshotStore(
            List.of(
                snapshot(
                    "item", 1, Map.of(), List.of(new Position("t", 0, 7), new Position("t", 1, 9))),
                snapshot("user", 1, Map.of(), List.of(new Position("t", 0, 3)))));
    // Of partition 1 one of them says nothing: it is read from its beginning.
    assertThat(store.positions()).containsExactly(new Position("t", 0, 3));
  }

  @Test
  void twoSnapshotsOfOneFieldAreRefused() throws Exception {
    Snapshot one = snapshot("item", 1, Map.of(), List.of());
    Snapshot other = snapshot("item", 2, Map.of(), List.of());
    assertThatThrownBy(() -> new SnapshotStore(List.of(one, other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are two snapshots of field 'item'");
  }

  private Snapshot snapshot(
      String field, long version, Map<String, Integer> mapped, List<Position> positions)
      throws Exception {
    Made made = new Made(field, version, mapped, positions);
    return Snapshot.open(new SnapshotWriter().write(made, SnapshotOptions.of(16), dir));
  }

  /** A field of two clusters, 0 and 1. */
  private record Made(
      String field, long version, Map<String, Integer> mapped, List<Position> positions)
      implements SealedField {

    @Override
    public Manifest manifest() {
      long checksum = 0;
      for (int cluster : clusters()) {
        checksum += Hashes.ofCentroid(cluster, new float[] {cluster}, 0, 1);
      }
      return new Manifest(
          version,
          0,
          2,
          1,
          "fp32",
          List.of(),
          1,
          0,
          "first",
          0.5,
          1,
          2,
          1,
          List.of(),
          List.of(),
          1,
          List.of(0),
          2,
          new Manifest.Size(0, 0, 0, "made up"),
          Hashes.hex(checksum));
    }

    @Override
    public int[] clusters() {
      return new int[] {0, 1};
    }

    @Override
    public void centroid(int cluster, float[] out) {
      out[0] = cluster;
    }

    @Override
    public void forEach(Visitor visitor) {
      mapped.forEach(visitor::visit);
    }
  }
}
