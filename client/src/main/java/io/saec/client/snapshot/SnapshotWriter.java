package io.saec.client.snapshot;

import io.saec.model.Encoding;
import io.saec.model.Hashes;
import io.saec.model.Manifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes a field's sealed version into a file. It is made in memory, about 60 bytes a feature, and
 * written beside its place, so that the place has what it had before or all of it. The same entries
 * give the same bytes, whatever order they come in. (thread safe)
 */
public final class SnapshotWriter {
  /**
   * Equal hashes are the only cause for another seed, and one in 30,000 tables of 35 M has them.
   */
  private static final int MOST_SEEDS = 8;

  /** Opens a file that is to be written. */
  interface Opener {
    WritableByteChannel open(Path file) throws IOException;
  }

  private final Opener opener;

  public SnapshotWriter() {
    this(
        file ->
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE));
  }

  SnapshotWriter(Opener opener) {
    this.opener = opener;
  }

  /** The name of a snapshot: {@code item.v3.snapshot}. */
  public static String fileName(String field, long version) {
    return field + ".v" + version + ".snapshot";
  }

  /**
   * Writes a snapshot into a directory, in the place of one of the same field and version.
   *
   * @return the file
   * @throws SnapshotException if it would have more than 2 GiB, a centroid is not on the grid of
   *     the manifest, or the file cannot be written; what was there before is still there
   * @throws IllegalStateException if the field's version is no longer at hand
   */
  public Path write(SealedField field, SnapshotOptions options, Path directory)
      throws SnapshotException {
    Path file = directory.resolve(fileName(field.field(), field.manifest().version()));
    // One name for all versions: what a killed process leaves is written over by the next.
    Path unfinished = directory.resolve(field.field() + ".snapshot.unfinished");
    try {
      ByteBuffer bytes = bytes(field, options);
      try {
        write(bytes, unfinished);
        Files.move(
            unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
      return file;
    } catch (IOException e) {
      throw new SnapshotException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private void write(ByteBuffer bytes, Path file) throws IOException {
    try (WritableByteChannel channel = opener.open(file)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (channel instanceof FileChannel onDisk) {
        onDisk.force(true);
      }
    }
  }

  /** The whole file. */
  private static ByteBuffer bytes(SealedField field, SnapshotOptions options)
      throws SnapshotException {
    Manifest manifest = field.manifest();
    Encoding encoding =
        Encoding.of(manifest.encoding())
            .orElseThrow(() -> new SnapshotException("no encoding " + manifest.encoding()));
    int[] clusters = field.clusters();
    int idBits = SnapshotHeader.idBits(clusters.length);
    Entries entries = Entries.of(field, clusters, idBits, options, MOST_SEEDS);
    List<Layer> layers = entries.solved().stream().map(SolvedLayer::shape).toList();
    StoredCentroids centroids = StoredCentroids.of(field, encoding);
    Shape shape =
        new Shape(
            clusters.length,
            manifest.dim(),
            encoding,
            centroids.codedBytes(),
            clusters[clusters.length - 1] + 1,
            idBits + options.fingerprintBits(),
            layers);
    Map<Section.Kind, Section> sections =
        shape.place(Layout.headerBytes(field.field(), layers.size(), field.positions()));
    int end = at(sections, Section.Kind.TABLE).end();
    ByteBuffer file = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
    putClusters(clusters, file, at(sections, Section.Kind.CLUSTERS));
    putCentroids(centroids, file, sections);
    putTable(entries.solved(), file, sections);
    sections.replaceAll(
        (kind, section) ->
            section.withChecksum(Layout.checksum(file, section.offset(), section.end())));
    new Layout(
            new SnapshotHeader(
                field.field(),
                manifest.version(),
                manifest.boundary(),
                clusters.length,
                manifest.dim(),
                encoding,
                entries.rowOf(manifest.fallback()),
                entries.features(),
                entries.leftOut(),
                idBits,
                options.fingerprintBits(),
                entries.mappingChecksum(),
                Hashes.parseHex(manifest.checksum()),
                field.positions(),
                end),
            centroids.coded(),
            entries.seed(),
            shape.clusterLimit(),
            layers,
            sections)
        .write(file);
    return file.position(0);
  }

  private static Section at(Map<Section.Kind, Section> sections, Section.Kind kind) {
    return Objects.requireNonNull(sections.get(kind));
  }

  private static void putClusters(int[] clusters, ByteBuffer file, Section section) {
    BitSet present = new BitSet();
    for (int cluster : clusters) {
      present.set(cluster);
    }
    file.position(section.offset()).put(present.toByteArray());
  }

  private static void putCentroids(
      StoredCentroids centroids, ByteBuffer file, Map<Section.Kind, Section> sections) {
    file.position(at(sections, Section.Kind.SCALE).offset());
    for (float step : centroids.scale()) {
      file.putFloat(step);
    }
    file.position(at(sections, Section.Kind.CENTROIDS).offset()).put(centroids.bytes());
  }

  private static void putTable(
      List<SolvedLayer> layers, ByteBuffer file, Map<Section.Kind, Section> sections) {
    file.position(at(sections, Section.Kind.THRESHOLDS).offset());
    for (SolvedLayer layer : layers) {
      file.put(layer.thresholds());
    }
    file.position(at(sections, Section.Kind.TABLE).offset());
    for (SolvedLayer layer : layers) {
      file.put(layer.table());
    }
  }
}
