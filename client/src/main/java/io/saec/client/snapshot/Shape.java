package io.saec.client.snapshot;

import io.saec.model.Encoding;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What decides where the sections of a file are.
 *
 * @param k centroids
 * @param dim of each
 * @param encoding of a value
 * @param codedBytes of all values, 0 if they are not coded
 * @param clusterLimit the highest cluster id, and one
 * @param columns bits of a value of the table
 * @param layers of the table
 */
record Shape(
    int k,
    int dim,
    Encoding encoding,
    int codedBytes,
    int clusterLimit,
    int columns,
    List<Layer> layers) {

  /**
   * The sections one behind the other, without their checksums.
   *
   * @throws SnapshotException if the file would have more than 2 GiB
   */
  Map<Section.Kind, Section> place(int headerBytes) throws SnapshotException {
    Map<Section.Kind, Section> sections = new EnumMap<>(Section.Kind.class);
    long offset = Section.aligned(headerBytes);
    for (Section.Kind kind : Section.Kind.values()) {
      long length = length(kind);
      long end = Section.aligned(offset + length);
      if (end > Integer.MAX_VALUE) {
        throw tooLarge();
      }
      sections.put(kind, new Section((int) offset, (int) length, 0));
      offset = end;
    }
    return sections;
  }

  static SnapshotException tooLarge() {
    return new SnapshotException("it would have more than 2 GiB");
  }

  private long steps() {
    return codedBytes > 0 ? 1 : dim;
  }

  private long length(Section.Kind kind) {
    return switch (kind) {
      case CLUSTERS -> (clusterLimit + Byte.SIZE - 1L) / Byte.SIZE;
      case SCALE -> encoding == Encoding.INT8 ? steps() * Float.BYTES : 0;
      case CENTROIDS -> codedBytes > 0 ? codedBytes : (long) k * dim * encoding.bytes();
      case THRESHOLDS -> layers.stream().mapToLong(Layer::thresholds).sum();
      case TABLE ->
          layers.stream().mapToLong(layer -> layer.tableBytes(columns)).sum() + Section.BEHIND;
    };
  }
}
