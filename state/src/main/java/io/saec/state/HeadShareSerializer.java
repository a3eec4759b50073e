package io.saec.state;

import io.saec.clustering.HeadShare;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@code version, live, occurrences, dim, embeddings, frequencies}. */
public final class HeadShareSerializer extends VersionedSerializer<HeadShare> {
  public static final HeadShareSerializer INSTANCE = new HeadShareSerializer();

  private HeadShareSerializer() {
    super(1);
  }

  @Override
  protected void write(HeadShare value, DataOutputView out) throws IOException {
    Bytes.writeUnsigned(value.live(), out);
    Bytes.writeUnsigned(value.occurrences(), out);
    Bytes.writeUnsigned(value.dim(), out);
    Bytes.writeFloats(value.embeddings(), out);
    Bytes.writeLongs(value.frequencies(), out);
  }

  @Override
  protected HeadShare read(int version, DataInputView in) throws IOException {
    int live = Bytes.readSize(in);
    long occurrences = Bytes.readUnsigned(in);
    int dim = Bytes.readSize(in);
    return new HeadShare(live, occurrences, dim, Bytes.readFloats(in), Bytes.readLongs(in));
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<HeadShare> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
