package io.saec.client.snapshot;

import io.saec.model.FeatureHash;
import io.saec.model.Hashes;
import io.saec.model.ValueCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A field's version as a file mapped into memory: a look-up reads some 5 cache lines and allocates
 * nothing. The system pages it in as it is read and shares it among processes. What takes the time
 * are two reads of memory, one after the other: of the table, and of the centroid it names.
 *
 * <p>The file must not be written to while this is in use; {@link SnapshotWriter} never does. It
 * stays mapped until the garbage collector has found this to be out of use. (thread safe)
 */
public final class Snapshot {
  /** Stands for a cluster where there is none. */
  public static final int NONE = -1;

  private final Layout layout;
  private final SnapshotHeader header;
  private final ByteBuffer file;
  private final FeatureHash hash;
  private final StaticTable table;
  private final CentroidCodec codec;

  /** Holds the centroids: the file, or, where it has them coded, what they are. */
  private final ByteBuffer centroids;

  /** Cluster id by row. */
  private final int[] clusters;

  private final long rowMask;
  private final long fingerprintMask;
  private final int centroidsAt;
  private final int centroidBytes;

  private Snapshot(Layout layout, ByteBuffer file) throws SnapshotException {
    this.layout = layout;
    this.header = layout.header();
    this.file = file;
    this.hash = new FeatureHash(layout.seed());
    this.table = new StaticTable(layout, file);
    this.centroids = layout.coded() ? decoded(layout, file) : file;
    this.codec = new CentroidCodec(header.encoding(), scale(layout, file));
    this.clusters = clusters(layout, file);
    this.rowMask = (1L << header.idBits()) - 1;
    this.fingerprintMask = (1L << header.fingerprintBits()) - 1;
    this.centroidsAt = layout.coded() ? 0 : layout.section(Section.Kind.CENTROIDS).offset();
    this.centroidBytes = header.dim() * header.encoding().bytes();
  }

  /**
   * Opens a snapshot and checks its header. Reads no more than that, the cluster ids and coded
   * centroids, which take k * dim bytes of the heap; what of the rest is damaged may be read
   * wrongly: {@link #openVerified} finds it.
   *
   * @throws SnapshotException naming the file, if it is truncated, damaged, of another format, or
   *     no snapshot
   */
  public static Snapshot open(Path path) throws SnapshotException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return of(map(channel));
    } catch (IOException e) {
      throw new SnapshotException("cannot open " + path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Opens a snapshot and checks every byte of it.
   *
   * @throws SnapshotException as {@link #open}, and if the checksum of a section is wrong
   */
  public static Snapshot openVerified(Path path) throws SnapshotException {
    Snapshot snapshot = open(path);
    try {
      snapshot.verify();
    } catch (SnapshotException e) {
      throw new SnapshotException("cannot use " + path + ": " + e.getMessage(), e);
    }
    return snapshot;
  }

  /**
   * Reads a snapshot into the heap and checks every byte of it. No look-up waits for the disk then;
   * and in a heap of huge pages, {@code -XX:+UseTransparentHugePages}, its reads of memory do not
   * wait for their pages' addresses either. Costs the file's bytes in each process.
   *
   * @throws SnapshotException as {@link #openVerified}
   */
  public static Snapshot load(Path path) throws SnapshotException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer mapped = map(channel);
      Snapshot snapshot = of(ByteBuffer.allocate(mapped.capacity()).put(mapped).flip());
      snapshot.verify();
      return snapshot;
    } catch (IOException e) {
      throw new SnapshotException("cannot load " + path + ": " + e.getMessage(), e);
    }
  }

  private static ByteBuffer map(FileChannel channel) throws IOException {
    if (channel.size() > Integer.MAX_VALUE) {
      throw new SnapshotException("a snapshot of more than 2 GiB is not read");
    }
    return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
  }

  private static Snapshot of(ByteBuffer bytes) throws SnapshotException {
    ByteBuffer file = bytes.order(ByteOrder.LITTLE_ENDIAN);
    Layout layout = Layout.read(file);
    Snapshot snapshot = new Snapshot(layout, file);
    if (snapshot.clusters.length != layout.header().k()) {
      throw new SnapshotException(
          "it has ids of " + snapshot.clusters.length + " clusters for its " + layout.header().k());
    }
    return snapshot;
  }

  private void verify() throws SnapshotException {
    int headerEnd = layout.section(Section.Kind.CLUSTERS).offset();
    for (int i = Layout.headerBytes(header.field(), layout.layers().size(), header.positions());
        i < headerEnd;
        i++) {
      if (file.get(i) != 0) {
        throw new SnapshotException("there is something behind its header");
      }
    }
    for (Section.Kind kind : Section.Kind.values()) {
      Section section = layout.section(kind);
      if (Layout.checksum(file, section.offset(), section.end()) != section.checksum()) {
        throw new SnapshotException("the checksum of its section " + kind + " is wrong");
      }
    }
    if (codebookChecksum() != header.codebookChecksum()) {
      throw new SnapshotException("its centroids are not those of the manifest");
    }
  }

  private long codebookChecksum() {
    float[] centroid = new float[header.dim()];
    long sum = 0;
    for (int row = 0; row < clusters.length; row++) {
      copy(row, centroid);
      sum += Hashes.ofCentroid(clusters[row], centroid, 0, header.dim());
    }
    return sum;
  }

  private static float[] scale(Layout layout, ByteBuffer file) {
    Section section = layout.section(Section.Kind.SCALE);
    float[] scale = new float[section.length() / Float.BYTES];
    for (int j = 0; j < scale.length; j++) {
      scale[j] = file.getFloat(section.offset() + j * Float.BYTES);
    }
    if (layout.coded()) {
      float step = scale[0];
      scale = new float[layout.header().dim()];
      Arrays.fill(scale, step);
    }
    return scale;
  }

  /** A byte a value. */
  private static ByteBuffer decoded(Layout layout, ByteBuffer file) throws SnapshotException {
    Section section = layout.section(Section.Kind.CENTROIDS);
    ByteBuffer coded = file.slice(section.offset(), section.length());
    try {
      byte[] values = ValueCode.decode(coded, layout.header().k(), layout.header().dim());
      return ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IllegalArgumentException e) {
      throw new SnapshotException("it has centroids that cannot be read: " + e.getMessage(), e);
    }
  }

  private static int[] clusters(Layout layout, ByteBuffer file) {
    Section section = layout.section(Section.Kind.CLUSTERS);
    return BitSet.valueOf(file.slice(section.offset(), section.length())).stream().toArray();
  }

  /** What the file says of itself. */
  public SnapshotHeader header() {
    return header;
  }

  /** Where it was taken: a follower that reads on from there misses nothing. */
  public List<Position> positions() {
    return header.positions();
  }

  /** The ids of the clusters, ascending, shape [k]: those of rows 0 to k - 1. */
  public int[] clusters() {
    return clusters.clone();
  }

  /**
   * Copies a centroid.
   *
   * @param row in [0, k)
   * @param out shape [at least dim]
   */
  public void centroid(int row, float[] out) {
    copy(row, out);
  }

  /**
   * The feature's cluster.
   *
   * @return {@link #NONE} if the feature is unknown; one that is not in the table is found out with
   *     a probability of 1 - 2^-fingerprintBits at the least
   */
  public int clusterOf(String feature) {
    int row = rowOf(feature);
    return row == NONE ? NONE : clusters[row];
  }

  /**
   * Writes the vector that stands for the feature: its cluster's centroid, or the fallback's if the
   * feature is unknown. Allocates nothing.
   *
   * @param out shape [at least dim]; only the first dim places are written
   * @return whether the feature is known, as {@link #clusterOf} has it
   * @throws IllegalArgumentException if {@code out} is too short
   */
  public boolean embedding(String feature, float[] out) {
    if (out.length < header.dim()) {
      throw new IllegalArgumentException(
          "out has " + out.length + " places, the field's dimension is " + header.dim());
    }
    int row = rowOf(feature);
    copy(row == NONE ? header.fallbackRow() : row, out);
    return row != NONE;
  }

  private void copy(int row, float[] out) {
    codec.get(centroids, centroidsAt + row * centroidBytes, header.dim(), out);
  }

  private int rowOf(String feature) {
    if (header.features() == 0) {
      return NONE;
    }
    long key = hash.of(feature);
    long value = table.valueOf(key);
    long row = value & rowMask;
    // Not all values of idBits bits are rows: an unknown feature may have one that is none.
    boolean known = value >>> header.idBits() == (key & fingerprintMask) && row < clusters.length;
    return known ? (int) row : NONE;
  }
}
