package io.saec.client;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Where, in each partition, a field's records first spoke of a version: who has everything of
 * version v and reads on from where a later one begins misses nothing, however far the reading had
 * come. (thread safe, one writer)
 */
final class Turns {
  /** By partition, the offset at which each version began; versions and offsets ascend together. */
  private final Map<Partition, ConcurrentNavigableMap<Long, Long>> begins =
      new ConcurrentHashMap<>();

  /** Notes that a record speaks of a version, or of one after it. */
  void note(Place place, long version) {
    ConcurrentNavigableMap<Long, Long> known =
        begins.computeIfAbsent(
            new Partition(place.topic(), place.partition()), p -> new ConcurrentSkipListMap<>());
    if (known.isEmpty() || known.lastKey() < version) {
      known.put(version, place.offset());
    }
  }

  /** The offset of the first record of any version after this one; the greatest long if none. */
  long after(Topic topic, int partition, long version) {
    ConcurrentNavigableMap<Long, Long> known = begins.get(new Partition(topic, partition));
    Map.Entry<Long, Long> next = known == null ? null : known.higherEntry(version);
    return next == null ? Long.MAX_VALUE : next.getValue();
  }

  /** A version shows: nobody will ask for what comes after earlier ones. */
  void forget(long version) {
    // The last entry stays: it tells which versions are nothing new.
    begins.values().forEach(known -> known.headMap(Math.min(version, known.lastKey())).clear());
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(begins.size());
    for (Map.Entry<Partition, ConcurrentNavigableMap<Long, Long>> partition : begins.entrySet()) {
      out.writeByte(partition.getKey().topic() == Topic.MAPPINGS ? 0 : 1);
      out.writeInt(partition.getKey().number());
      out.writeInt(partition.getValue().size());
      for (Map.Entry<Long, Long> begin : partition.getValue().entrySet()) {
        out.writeLong(begin.getKey());
        out.writeLong(begin.getValue());
      }
    }
  }

  static Turns read(DataInput in) throws IOException {
    Turns turns = new Turns();
    for (int partitions = in.readInt(); partitions > 0; partitions--) {
      Topic topic = in.readByte() == 0 ? Topic.MAPPINGS : Topic.CODEBOOKS;
      int number = in.readInt();
      for (int versions = in.readInt(); versions > 0; versions--) {
        long version = in.readLong();
        turns.note(new Place(topic, number, in.readLong()), version);
      }
    }
    return turns;
  }
}
