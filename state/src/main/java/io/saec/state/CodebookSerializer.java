package io.saec.state;

import io.saec.clustering.Codebook;
import io.saec.model.Encoding;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@code version, codebook version, boundary, dim, ids, centroids, weights, features, changed,
 * encoding by its word, scale, fallback, distortion, unit, head features, head coverage, born,
 * bornFrom, retired, retiredTo}. Version 1 had no unit.
 */
public final class CodebookSerializer extends VersionedSerializer<Codebook> {
  public static final CodebookSerializer INSTANCE = new CodebookSerializer();

  private CodebookSerializer() {
    super(2);
  }

  @Override
  protected void write(Codebook value, DataOutputView out) throws IOException {
    Bytes.writeUnsigned(value.version(), out);
    Bytes.writeSigned(value.boundary(), out);
    Bytes.writeUnsigned(value.dim(), out);
    Bytes.writeInts(value.ids(), out);
    Bytes.writeFloats(value.centroids(), out);
    for (double weight : value.weights()) {
      out.writeDouble(weight);
    }
    Bytes.writeInts(value.features(), out);
    Bytes.writeLongs(value.changed(), out);
    out.writeUTF(value.encoding().word());
    Bytes.writeFloats(value.scale(), out);
    Bytes.writeSigned(value.fallback(), out);
    out.writeDouble(value.distortion());
    out.writeDouble(value.unit());
    Bytes.writeUnsigned(value.headFeatures(), out);
    out.writeDouble(value.headCoverage());
    Bytes.writeInts(value.born(), out);
    Bytes.writeInts(value.bornFrom(), out);
    Bytes.writeInts(value.retired(), out);
    Bytes.writeInts(value.retiredTo(), out);
  }

  @Override
  protected Codebook read(int version, DataInputView in) throws IOException {
    long codebookVersion = Bytes.readUnsigned(in);
    long boundary = Bytes.readSigned(in);
    int dim = Bytes.readSize(in);
    int[] ids = Bytes.readInts(in);
    float[] centroids = Bytes.readFloats(in);
    double[] weights = new double[ids.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = in.readDouble();
    }
    int[] features = Bytes.readInts(in);
    long[] changed = Bytes.readLongs(in);
    String encoding = in.readUTF();
    return new Codebook(
        codebookVersion,
        boundary,
        dim,
        ids,
        centroids,
        weights,
        features,
        changed,
        Encoding.of(encoding)
            .orElseThrow(() -> new IOException("unknown centroid encoding " + encoding)),
        Bytes.readFloats(in),
        (int) Bytes.readSigned(in),
        in.readDouble(),
        version == 1 ? 0 : in.readDouble(),
        Bytes.readSize(in),
        in.readDouble(),
        Bytes.readInts(in),
        Bytes.readInts(in),
        Bytes.readInts(in),
        Bytes.readInts(in));
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Codebook> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
