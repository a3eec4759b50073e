package io.saec.client.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saec.model.Encoding;
import io.saec.model.Names;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Where everything is in a snapshot. This class alone knows the bytes of the header, all
 * little-endian; docs/snapshot-format.md is the same in words.
 *
 * @param header what the file says of itself
 * @param coded whether the centroids' values are coded, see {@link io.saec.model.ValueCode}
 * @param seed of the hash that features are known by
 * @param clusterLimit the highest cluster id, and one
 * @param layers of the static function, first to last
 * @param sections by {@link Section.Kind}
 */
record Layout(
    SnapshotHeader header,
    boolean coded,
    long seed,
    int clusterLimit,
    List<Layer> layers,
    Map<Section.Kind, Section> sections) {
  private static final int PLAIN = 1;

  /** The same with coded centroids. */
  private static final int CODED = 2;

  private static final String READS = ", this reads " + PLAIN + " and " + CODED;

  /** "SAECSNAP" as a little-endian number. */
  private static final long MAGIC = 0x50414E5343454153L;

  private static final int LENGTH_AT = 12;
  private static final int SECTIONS_AT = 112;
  private static final int SECTION_BYTES = 12;
  private static final int LAYERS_AT = SECTIONS_AT + SECTION_BYTES * Section.Kind.values().length;
  private static final int LAYER_BYTES = 8;

  /** Of a position, behind the topic's name. */
  private static final int PLACE_BYTES = 2 * Long.BYTES + Integer.BYTES + Long.BYTES;

  /** Rest of a header that names every partition of two topics of the greatest kind. */
  private static final int MOST_HEADER_BYTES = 1 << 24;

  Section section(Section.Kind kind) {
    return Objects.requireNonNull(sections.get(kind));
  }

  static int checksum(ByteBuffer file, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(file.slice(from, to - from));
    return (int) crc.getValue();
  }

  /** Bytes of the header, its checksum included. */
  static int headerBytes(String field, int layers, List<Position> positions) {
    int bytes = LAYERS_AT + LAYER_BYTES * layers + field.length() + Integer.BYTES;
    for (Position position : positions) {
      bytes += Short.BYTES + position.topic().getBytes(UTF_8).length + PLACE_BYTES;
    }
    return bytes;
  }

  /** Writes the header at the beginning of the file. */
  void write(ByteBuffer file) {
    ByteBuffer out = file.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(0);
    int length = headerBytes(header.field(), layers.size(), header.positions());
    out.putLong(MAGIC).putInt(coded ? CODED : PLAIN).putInt(length).putLong(header.bytes());
    out.putLong(header.version()).putLong(header.boundary());
    out.putLong(header.features()).putLong(header.leftOut());
    out.putLong(header.mappingChecksum()).putLong(header.codebookChecksum());
    out.putLong(seed);
    out.putInt(header.k()).putInt(header.dim());
    out.putInt(header.fallbackRow()).putInt(clusterLimit);
    out.put((byte) header.encoding().bytes()).put((byte) header.idBits());
    out.put((byte) header.fingerprintBits()).put((byte) header.field().length());
    out.putInt(layers.size()).putInt(header.positions().size()).putInt(0);
    for (Section.Kind kind : Section.Kind.values()) {
      Section section = section(kind);
      out.putInt(section.offset()).putInt(section.length()).putInt(section.checksum());
    }
    for (Layer layer : layers) {
      out.putInt(layer.slots()).putInt(layer.thresholds());
    }
    out.put(header.field().getBytes(UTF_8));
    for (Position position : header.positions()) {
      byte[] topic = position.topic().getBytes(UTF_8);
      out.putShort((short) topic.length).put(topic);
      out.putLong(position.topicId().getMostSignificantBits());
      out.putLong(position.topicId().getLeastSignificantBits());
      out.putInt(position.partition()).putLong(position.offset());
    }
    out.putInt(checksum(file, 0, length - Integer.BYTES));
  }

  /**
   * Reads the header and checks it, and that all it speaks of is in the file.
   *
   * @throws SnapshotException saying what is wrong, without the file's name
   */
  static Layout read(ByteBuffer file) throws SnapshotException {
    ByteBuffer in = file.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(0);
    check(in.remaining() >= Long.BYTES && in.getLong() == MAGIC, "it is not a snapshot");
    check(in.remaining() > 2 * Integer.BYTES, "it is truncated within its header");
    int format = in.getInt();
    check(format <= CODED, "it has format " + format + READS + ": a newer saec wrote it");
    check(format >= PLAIN, "it has format " + format + READS + ": write it anew");
    int length = in.getInt();
    check(length >= LAYERS_AT && length <= MOST_HEADER_BYTES, "its header's length is " + length);
    check(length <= file.limit(), "it is truncated within its header");
    check(
        in.getInt(length - Integer.BYTES) == checksum(file, 0, length - Integer.BYTES),
        "its header's checksum is wrong");
    try {
      Layout layout = read(in.limit(length - Integer.BYTES), length, format == CODED);
      check(!in.hasRemaining(), "its header says more than it should");
      layout.checkBounds(length, file.limit());
      return layout;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new SnapshotException("its header makes no sense: " + e.getMessage(), e);
    }
  }

  private static Layout read(ByteBuffer in, int length, boolean coded) throws SnapshotException {
    in.position(LENGTH_AT + Integer.BYTES);
    long bytes = in.getLong();
    long version = in.getLong();
    long boundary = in.getLong();
    long features = in.getLong();
    long leftOut = in.getLong();
    long mappingChecksum = in.getLong();
    long codebookChecksum = in.getLong();
    long seed = in.getLong();
    int k = in.getInt();
    int dim = in.getInt();
    int fallbackRow = in.getInt();
    int clusterLimit = in.getInt();
    Encoding encoding = encodingOf(in.get());
    int idBits = in.get();
    int fingerprintBits = in.get();
    int fieldBytes = in.get();
    int layerCount = in.getInt();
    int positionCount = in.getInt();
    check(in.getInt() == 0, "its header has something in a place that is kept free");
    Map<Section.Kind, Section> sections = new EnumMap<>(Section.Kind.class);
    for (Section.Kind kind : Section.Kind.values()) {
      sections.put(kind, new Section(in.getInt(), in.getInt(), in.getInt()));
    }
    check(
        layerCount >= 1 && layerCount <= length / LAYER_BYTES, "it has " + layerCount + " layers");
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < layerCount; i++) {
      layers.add(new Layer(in.getInt(), in.getInt()));
    }
    String field = text(in, fieldBytes);
    List<Position> positions = new ArrayList<>();
    for (int i = 0; i < positionCount; i++) {
      String topic = text(in, in.getShort());
      UUID topicId = new UUID(in.getLong(), in.getLong());
      positions.add(new Position(topic, topicId, in.getInt(), in.getLong()));
    }
    check(Names.isField(field), "it names no field");
    check(encoding == Encoding.INT8 || !coded, "it has coded centroids of " + encoding.word());
    check(k >= 1 && dim >= 1, "it has k " + k + " and dimension " + dim);
    check(clusterLimit >= k, "it has " + k + " clusters below id " + clusterLimit);
    check(fallbackRow >= 0 && fallbackRow < k, "its fallback is row " + fallbackRow);
    check(idBits == SnapshotHeader.idBits(k), "it has ids of " + idBits + " bits");
    check(
        fingerprintBits >= 0 && fingerprintBits <= SnapshotOptions.MOST_FINGERPRINT_BITS,
        "it has fingerprints of " + fingerprintBits + " bits");
    return new Layout(
        new SnapshotHeader(
            field,
            version,
            boundary,
            k,
            dim,
            encoding,
            fallbackRow,
            features,
            leftOut,
            idBits,
            fingerprintBits,
            mappingChecksum,
            codebookChecksum,
            List.copyOf(positions),
            bytes),
        coded,
        seed,
        clusterLimit,
        List.copyOf(layers),
        sections);
  }

  private static String text(ByteBuffer in, int length) {
    byte[] bytes = new byte[length & 0xFFFF];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }

  private static Encoding encodingOf(byte bytes) throws SnapshotException {
    for (Encoding encoding : Encoding.values()) {
      if (encoding.bytes() == bytes) {
        return encoding;
      }
    }
    throw new SnapshotException("it has centroids of " + bytes + " bytes a dimension");
  }

  /** So that no look-up can leave the file, nor a section be shorter than it must be. */
  private void checkBounds(int headerBytes, int fileBytes) throws SnapshotException {
    check(
        header.bytes() == fileBytes,
        "it has " + fileBytes + " bytes, but its header says " + header.bytes());
    for (int i = 0; i < layers.size(); i++) {
      int slots = layers.get(i).slots();
      check(
          slots >= Layer.WIDTH && slots % Layer.GROUP == 0,
          "it has a layer of " + slots + " slots");
      Layer proper = i == layers.size() - 1 ? Layer.last(slots) : Layer.rejecting(slots);
      check(
          layers.get(i).equals(proper),
          "it has a layer of " + layers.get(i).thresholds() + " thresholds");
    }
    int codedBytes = section(Section.Kind.CENTROIDS).length();
    check(
        !coded || (codedBytes > 0 && codedBytes < (long) header.k() * header.dim()),
        "it has " + codedBytes + " bytes of coded centroids");
    Map<Section.Kind, Section> proper = shape().place(headerBytes);
    for (Section.Kind kind : Section.Kind.values()) {
      check(
          section(kind).withChecksum(0).equals(proper.get(kind)),
          "its section " + kind + " is not where it should be");
    }
    int end = section(Section.Kind.TABLE).end();
    check(end == fileBytes, "it has " + fileBytes + " bytes instead of " + end);
  }

  private Shape shape() {
    return new Shape(
        header.k(),
        header.dim(),
        header.encoding(),
        coded ? section(Section.Kind.CENTROIDS).length() : 0,
        clusterLimit,
        header.columns(),
        layers);
  }

  private static void check(boolean holds, String otherwise) throws SnapshotException {
    if (!holds) {
      throw new SnapshotException(otherwise);
    }
  }
}
