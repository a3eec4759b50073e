package io.saec.client.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saec.client.snapshot.Position;
import io.saec.client.store.FieldStore.Note;
import io.saec.client.store.Mapping;
import io.saec.model.Names;
import io.saec.model.Utf8;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the rows, which no other class knows. Numbers are big-endian; a varint has seven
 * bits a byte, the lowest first, and the highest bit of all bytes but the last.
 *
 * <table>
 * <caption>Rows of format {@value StoreDirectory#FORMAT}</caption>
 * <tr><th>key<th>value
 * <tr><td>{@code 'f'}, field<td>i32 id of its part
 * <tr><td>{@code 'm'}, i32 part, feature<td>varint version, varint cluster; again for each older
 * <tr><td>{@code 'c'}, i32 part<td>i64 number of features
 * <tr><td>{@code 'n'}, i32 part, name of the note<td>as noted
 * <tr><td>{@code 'p'}<td>i32 number of positions; of each: topic, i64 and i64 id, i32 partition,
 *     i64 offset
 * </table>
 */
final class Rows {
  static final byte FIELD = 'f';
  static final byte MAPPING = 'm';
  static final byte COUNT = 'c';
  static final byte NOTE = 'n';
  private static final byte POSITIONS = 'p';

  /** What a part has rows of. */
  static final byte[] KINDS_OF_A_PART = {MAPPING, COUNT, NOTE};

  /** Of a key before what it names. */
  static final int PART_KEY = 1 + Integer.BYTES;

  static final int LONGEST_KEY = PART_KEY + Names.MAX_FEATURE_BYTES;
  private static final int LONGEST_VARINT = 5;
  private static final long MAX_VERSION = 0xFFFF_FFFFL;

  private Rows() {}

  // ---- keys ----

  static byte[] field(String field) {
    byte[] name = field.getBytes(UTF_8);
    return ByteBuffer.allocate(1 + name.length).put(FIELD).put(name).array();
  }

  static String fieldOf(byte[] key, int length) {
    return new String(key, 1, length - 1, UTF_8);
  }

  /** Of all rows of a kind that belong to a part, the beginning of the key. */
  static byte[] part(byte kind, int part) {
    return ByteBuffer.allocate(PART_KEY).put(kind).putInt(part).array();
  }

  static int partOf(byte[] key) {
    return ByteBuffer.wrap(key).getInt(1);
  }

  static byte[] note(int part, Note what) {
    byte[] name = what.name().getBytes(UTF_8);
    return ByteBuffer.allocate(PART_KEY + name.length).put(part(NOTE, part)).put(name).array();
  }

  static byte[] positions() {
    return new byte[] {POSITIONS};
  }

  /**
   * Writes the key of a feature's row.
   *
   * @param key of {@link #LONGEST_KEY} bytes
   * @return its length; {@link #PART_KEY} or less if no feature can have this name
   */
  static int mapping(int part, String feature, byte[] key) {
    byte[] name = Utf8.roomFor(feature);
    int length = Utf8.encode(feature, name);
    if (length > Names.MAX_FEATURE_BYTES) {
      return 0;
    }
    key[0] = MAPPING;
    key[1] = (byte) (part >>> 24);
    key[2] = (byte) (part >>> 16);
    key[3] = (byte) (part >>> 8);
    key[4] = (byte) part;
    System.arraycopy(name, 0, key, PART_KEY, length);
    return PART_KEY + length;
  }

  // ---- values ----

  static byte[] id(int part) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(part).array();
  }

  static int id(byte[] value) {
    return ByteBuffer.wrap(value).getInt();
  }

  static byte[] count(long features) {
    return ByteBuffer.allocate(Long.BYTES).putLong(features).array();
  }

  static long count(byte[] value) {
    return ByteBuffer.wrap(value).getLong();
  }

  static void checkFeature(String feature) {
    int length = Utf8.encode(feature, Utf8.roomFor(feature));
    if (length == 0 || length > Names.MAX_FEATURE_BYTES) {
      throw new IllegalArgumentException("feature has " + length + " bytes");
    }
  }

  static void checkVersion(Mapping mapping) {
    if (mapping.version() > MAX_VERSION) {
      throw new IllegalArgumentException("version is too great: " + mapping.version());
    }
  }

  /** Bytes that a mapping and those below it take at most. */
  static int room(Mapping mapping) {
    int depth = 0;
    for (Mapping m = mapping; m != null; m = m.older()) {
      depth++;
    }
    return depth * 2 * LONGEST_VARINT;
  }

  /**
   * Writes a mapping and those below it.
   *
   * @param value with {@link #room} for them
   * @return bytes written
   */
  static int write(Mapping mapping, byte[] value) {
    int at = 0;
    for (Mapping m = mapping; m != null; m = m.older()) {
      at = varint(m.version(), value, at);
      at = varint(m.cluster(), value, at);
    }
    return at;
  }

  /** Writes a varint at a place; the place behind it. */
  static int varint(long number, byte[] out, int from) {
    int at = from;
    long left = number;
    while (left > 0x7F) {
      out[at++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    out[at++] = (byte) left;
    return at;
  }

  /** The cluster of the newest mapping whose version is at most {@code version}, or none. */
  static int clusterOf(byte[] value, int length, long version) {
    int at = 0;
    while (at < length) {
      long found = 0;
      int shift = 0;
      byte next;
      do {
        next = value[at++];
        found |= (next & 0x7FL) << shift;
        shift += 7;
      } while (next < 0);
      int cluster = 0;
      shift = 0;
      do {
        next = value[at++];
        cluster |= (next & 0x7F) << shift;
        shift += 7;
      } while (next < 0);
      if (found <= version) {
        return cluster;
      }
    }
    return Mapping.NONE;
  }

  /** Reads what {@link #write} wrote. */
  static Mapping mapping(byte[] value, int length) {
    return mapping(ByteBuffer.wrap(value, 0, length));
  }

  private static Mapping mapping(ByteBuffer value) {
    long version = varint(value);
    int cluster = (int) varint(value);
    return new Mapping(version, cluster, value.hasRemaining() ? mapping(value) : null);
  }

  private static long varint(ByteBuffer in) {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      number |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }

  static byte[] positions(List<Position> positions) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(positions.size());
      for (Position position : positions) {
        out.writeUTF(position.topic());
        out.writeLong(position.topicId().getMostSignificantBits());
        out.writeLong(position.topicId().getLeastSignificantBits());
        out.writeInt(position.partition());
        out.writeLong(position.offset());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("not in memory", e);
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #positions(List)} wrote; none if it is null. */
  static List<Position> positions(byte @Nullable [] value) {
    if (value == null) {
      return List.of();
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(value));
    try {
      List<Position> positions = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        String topic = in.readUTF();
        UUID id = new UUID(in.readLong(), in.readLong());
        positions.add(new Position(topic, id, in.readInt(), in.readLong()));
      }
      return List.copyOf(positions);
    } catch (IOException e) {
      throw new UncheckedIOException("not in memory", e);
    }
  }
}
