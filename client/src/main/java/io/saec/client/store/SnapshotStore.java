package io.saec.client.store;

import io.saec.client.snapshot.Position;
import io.saec.client.snapshot.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Begins with a snapshot of each field and keeps what comes after in memory, until the process
 * ends. Fields without a snapshot are read from the beginning of the topics, once the others have
 * caught up.
 *
 * <p>What a snapshot does not hold by name cannot be summed up again, so checksums of seals are not
 * held against its fields; everything else is checked as in other stores. It must not be older than
 * {@code delete.retention.ms} of the topics, or features that expired since may still be known.
 */
public final class SnapshotStore extends MemoryStore {
  private final Set<String> snapshots;
  private final List<Position> positions;

  /**
   * @throws IllegalArgumentException naming the field, if two snapshots are of the same one
   */
  public SnapshotStore(Collection<Snapshot> snapshots) {
    this(byField(snapshots), snapshots);
  }

  private SnapshotStore(Map<String, SnapshotField> fields, Collection<Snapshot> snapshots) {
    super(fields);
    this.snapshots = Set.copyOf(fields.keySet());
    this.positions = earliest(snapshots);
  }

  private static Map<String, SnapshotField> byField(Collection<Snapshot> snapshots) {
    Map<String, SnapshotField> fields = new HashMap<>();
    for (Snapshot snapshot : snapshots) {
      String field = snapshot.header().field();
      if (fields.put(field, new SnapshotField(snapshot)) != null) {
        throw new IllegalArgumentException("there are two snapshots of field '" + field + "'");
      }
    }
    return fields;
  }

  /** By partition, the first position of all; none for one that some snapshot says nothing of. */
  private static List<Position> earliest(Collection<Snapshot> snapshots) {
    record Partition(String topic, int number) {}
    Map<Partition, List<Position>> all =
        snapshots.stream()
            .flatMap(snapshot -> snapshot.positions().stream())
            .collect(Collectors.groupingBy(p -> new Partition(p.topic(), p.partition())));
    TreeMap<String, Position> first = new TreeMap<>();
    all.forEach(
        (partition, some) -> {
          if (some.size() == snapshots.size()) {
            first.put(
                partition.toString(),
                some.stream().reduce((a, b) -> a.offset() <= b.offset() ? a : b).orElseThrow());
          }
        });
    return List.copyOf(first.values());
  }

  @Override
  public boolean whole() {
    return false;
  }

  @Override
  public Set<String> fields() {
    return snapshots;
  }

  @Override
  public List<Position> positions() {
    return positions;
  }
}
