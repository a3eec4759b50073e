package io.saec.state;

import io.saec.clustering.Head;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@code version, dim, embeddings, frequencies, occurrences}. */
public final class HeadSerializer extends VersionedSerializer<Head> {
  public static final HeadSerializer INSTANCE = new HeadSerializer();

  private HeadSerializer() {
    super(1);
  }

  @Override
  protected void write(Head value, DataOutputView out) throws IOException {
    Bytes.writeUnsigned(value.dim(), out);
    Bytes.writeFloats(value.embeddings(), out);
    Bytes.writeLongs(value.frequencies(), out);
    Bytes.writeUnsigned(value.occurrences(), out);
  }

  @Override
  protected Head read(int version, DataInputView in) throws IOException {
    int dim = Bytes.readSize(in);
    return new Head(dim, Bytes.readFloats(in), Bytes.readLongs(in), Bytes.readUnsigned(in));
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Head> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
