package io.saec.cli;

import io.saec.client.rocksdb.RocksStore;
import io.saec.client.snapshot.SnapshotDirectory;
import io.saec.client.store.MemoryStore;
import io.saec.client.store.SnapshotStore;
import io.saec.client.store.ViewStore;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where a command that follows the topics begins to read them, and keeps what it reads. */
final class BeginMixin {
  @ArgGroup private Place place = new Place();

  /** One of the two, or neither. */
  static final class Place {
    @Option(
        names = "--snapshots",
        paramLabel = "DIR",
        description =
            "Begin with the newest snapshots there and read on from where they were taken.")
    private @Nullable Path snapshots;

    @Option(
        names = "--store",
        paramLabel = "DIR",
        description = "Keep what is read in RocksDB there, and go on from what it has.")
    private @Nullable Path store;
  }

  ViewStore store() throws IOException {
    if (place.store != null) {
      return RocksStore.open(place.store);
    }
    return place.snapshots == null
        ? new MemoryStore()
        : new SnapshotStore(new SnapshotDirectory(place.snapshots).newest());
  }
}
