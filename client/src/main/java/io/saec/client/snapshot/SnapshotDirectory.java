package io.saec.client.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of a directory, known by their names; other files are left alone. (not thread safe)
 *
 * @param path of the directory
 */
public record SnapshotDirectory(Path path) {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotDirectory.class);
  private static final Pattern NAME = Pattern.compile("(.+)\\.v(\\d{1,18})\\.snapshot");

  /** The versions of each field, ascending. */
  public Map<String, List<Long>> versions() throws SnapshotException {
    Map<String, List<Long>> versions = new TreeMap<>();
    try (Stream<Path> files = Files.list(path)) {
      files.forEach(
          file -> {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches()) {
              versions
                  .computeIfAbsent(name.group(1), field -> new ArrayList<>())
                  .add(Long.parseLong(name.group(2)));
            }
          });
    } catch (IOException e) {
      throw new SnapshotException("cannot list " + path + ": " + e, e);
    }
    versions.values().forEach(Collections::sort);
    return versions;
  }

  /**
   * Opens the newest snapshot of each field; where that cannot be used, says so in the log and
   * opens the one before.
   *
   * @throws SnapshotException if a field has none that can be used, or there is none at all
   */
  public List<Snapshot> newest() throws SnapshotException {
    List<Snapshot> newest = new ArrayList<>();
    for (Map.Entry<String, List<Long>> field : versions().entrySet()) {
      newest.add(newest(field.getKey(), field.getValue()));
    }
    if (newest.isEmpty()) {
      throw new SnapshotException("there are no snapshots in " + path);
    }
    return newest;
  }

  private Snapshot newest(String field, List<Long> versions) throws SnapshotException {
    for (int i = versions.size() - 1; i > 0; i--) {
      try {
        return Snapshot.open(file(field, versions.get(i)));
      } catch (SnapshotException e) {
        LOG.error("{}; going back to version {}", e.getMessage(), versions.get(i - 1));
      }
    }
    return Snapshot.open(file(field, versions.get(0)));
  }

  private Path file(String field, long version) {
    return path.resolve(SnapshotWriter.fileName(field, version));
  }

  /**
   * Deletes all but the newest snapshots of a field.
   *
   * @param count of those that stay
   */
  public void keepNewest(String field, int count) throws SnapshotException {
    List<Long> versions = versions().getOrDefault(field, List.of());
    for (long version : versions.subList(0, Math.max(0, versions.size() - count))) {
      try {
        Files.deleteIfExists(file(field, version));
      } catch (IOException e) {
        throw new SnapshotException("cannot delete " + file(field, version) + ": " + e, e);
      }
    }
  }
}
