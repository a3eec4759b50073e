package io.saec.cli;

import io.saec.client.snapshot.SnapshotDirectory;
import io.saec.client.store.MemoryStore;
import io.saec.client.store.SnapshotStore;
import io.saec.client.store.ViewStore;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command that follows the topics begins to read them. */
final class BeginMixin {
  @Option(
      names = "--snapshots",
      paramLabel = "DIR",
      description = {
        "Begin with the newest snapshot of each field there and read the topics from where it was",
        "taken (default: from their beginning)."
      })
  private @Nullable Path snapshots;

  ViewStore store() throws IOException {
    return snapshots == null
        ? new MemoryStore()
        : new SnapshotStore(new SnapshotDirectory(snapshots).newest());
  }
}
