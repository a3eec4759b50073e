package io.saec.client.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.model.Encoding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotDirectoryTest {
  @TempDir private Path path;

  private void write(String field, int version) throws Exception {
    MadeField made = new MadeField(field, Encoding.FP16, 4, 2, 1).with(10, "f" + version + ".");
    Path file = new SnapshotWriter().write(made, SnapshotOptions.of(16), path);
    // A made-up field always has version 3.
    Files.move(file, path.resolve(SnapshotWriter.fileName(field, version)));
  }

  @Test
  void knowsFieldsAndVersionsByTheirNames() throws Exception {
    write("item", 9);
    write("item", 10);
    write("a.v1", 2);
    Files.writeString(path.resolve("item.v11.snapshot.unfinished"), "");
    Files.writeString(path.resolve("README"), "");
    assertThat(new SnapshotDirectory(path).versions())
        .isEqualTo(Map.of("item", List.of(9L, 10L), "a.v1", List.of(2L)));
  }

  @Test
  void opensTheNewestOfEachFieldThatCanBeUsed() throws Exception {
    write("item", 9);
    write("item", 10);
    write("user", 1);
    Files.writeString(path.resolve("item.v11.snapshot"), "SAECSNAP, and not much more");
    List<Snapshot> newest = new SnapshotDirectory(path).newest();
    assertThat(newest).extracting(s -> s.header().field()).containsExactly("item", "user");
    assertThat(newest.get(0).clusterOf("f10.3")).isNotEqualTo(Snapshot.NONE);
    assertThat(newest.get(0).clusterOf("f9.3")).isEqualTo(Snapshot.NONE);
  }

  @Test
  void aFieldWithoutOneThatCanBeUsedIsAnError() throws Exception {
    write("item", 9);
    Files.writeString(path.resolve("user.v1.snapshot"), "something else");
    assertThatThrownBy(() -> new SnapshotDirectory(path).newest())
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("user.v1.snapshot: it is not a snapshot");
  }

  @Test
  void aDirectoryWithNoneOrThatIsNoneIsAnError() {
    assertThatThrownBy(() -> new SnapshotDirectory(path).newest())
        .hasMessage("there are no snapshots in " + path);
    assertThatThrownBy(() -> new SnapshotDirectory(path.resolve("none")).newest())
        .hasMessageContaining("cannot list " + path.resolve("none"));
  }

  @Test
  void keepsTheNewestOfOneField() throws Exception {
    for (int version : new int[] {2, 9, 10, 11}) {
      write("item", version);
    }
    write("user", 1);
    new SnapshotDirectory(path).keepNewest("item", 2);
    new SnapshotDirectory(path).keepNewest("user", 2);
    new SnapshotDirectory(path).keepNewest("none", 2);
    assertThat(new SnapshotDirectory(path).versions())
        .isEqualTo(Map.of("item", List.of(10L, 11L), "user", List.of(1L)));
  }
}
