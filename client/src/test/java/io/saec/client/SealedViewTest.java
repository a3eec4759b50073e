package io.saec.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.client.snapshot.Comparison;
import io.saec.client.snapshot.Position;
import io.saec.client.snapshot.SealedField;
import io.saec.client.snapshot.Snapshot;
import io.saec.client.snapshot.SnapshotOptions;
import io.saec.client.snapshot.SnapshotWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedViewTest {
  private static final Position MAPPINGS = new Position("mapping-updates", Reader.PARTITION, 12);
  private static final Position CODEBOOKS = new Position("codebooks", Reader.PARTITION, 34);
  private static final List<Read> READ =
      List.of(new Read(Topic.MAPPINGS, MAPPINGS), new Read(Topic.CODEBOOKS, CODEBOOKS));

  private final Publisher job = new Publisher("item", 1);
  private final Reader reader = Reader.live();

  @TempDir Path directory;

  @Test
  void beforeTheFirstVersionThereIsNone() {
    reader.read(job.centroid(0, 1));
    assertThat(reader.updater.sealed("item", READ)).isEmpty();
    assertThat(reader.updater.sealed("none", READ)).isEmpty();
  }

  @Test
  void itHasTheVersionInForceAndNothingStaged() {
    SealedField field = firstVersion();
    reader.read(job.centroid(5, 2), job.map("a", 5, 2), job.map("new", 5, 2), job.manifest(2));
    assertThat(entries(field)).isEqualTo(Map.of("a", 0, "b", 3));
    assertThat(field.clusters()).containsExactly(0, 3);
    assertThat(field.manifest().version()).isEqualTo(1);
    assertThat(field.positions()).containsExactly(MAPPINGS, CODEBOOKS);
  }

  @Test
  void itsPositionsAreBeforeAllThatIsStaged() {
    firstVersion();
    reader.read(job.map("late", 3, 1), job.centroid(5, 2), job.map("a", 5, 2), job.manifest(2));
    SealedField field = reader.updater.sealed("item", READ).orElseThrow();
    assertThat(field.positions()).containsExactly(MAPPINGS.withOffset(8), CODEBOOKS.withOffset(7));
    reader.read(job.seal(0, 2));
    assertThat(reader.updater.sealed("item", READ).orElseThrow().positions())
        .containsExactly(MAPPINGS, CODEBOOKS);
  }

  @Test
  void itsSnapshotIsTheSame() throws IOException {
    SealedField field = firstVersion();
    Path file = new SnapshotWriter().write(field, SnapshotOptions.of(16), directory);
    assertThat(file).hasFileName("item.v1.snapshot");
    Snapshot snapshot = Snapshot.openVerified(file);
    assertThat(Comparison.of(snapshot, field, feature -> false).difference()).isNull();
    assertThat(snapshot.clusterOf("b")).isEqualTo(3);
    assertThat(snapshot.header().positions()).containsExactly(MAPPINGS, CODEBOOKS);
  }

  @Test
  void aVersionThatIsNoLongerInForceIsNotShown() {
    SealedField field = firstVersion();
    reader.read(job.centroid(5, 2), job.map("a", 5, 2), job.manifest(2), job.seal(0, 2));
    assertThatThrownBy(() -> entries(field))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("field 'item' went from version 1 to 2 meanwhile");
  }

  private SealedField firstVersion() {
    reader.read(
        job.centroid(0, 1),
        job.centroid(3, 1),
        job.map("a", 0, 1),
        job.map("b", 3, 1),
        job.manifest(1),
        job.seal(0, 1));
    return reader.updater.sealed("item", READ).orElseThrow();
  }

  private static Map<String, Integer> entries(SealedField field) {
    Map<String, Integer> entries = new HashMap<>();
    field.forEach(entries::put);
    return entries;
  }
}
