package io.saec.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@code version, boundary (signed), live features by shard}. */
public final class FieldProgressSerializer extends VersionedSerializer<FieldProgress> {
  public static final FieldProgressSerializer INSTANCE = new FieldProgressSerializer();

  private FieldProgressSerializer() {
    super(1);
  }

  @Override
  protected void write(FieldProgress value, DataOutputView out) throws IOException {
    Bytes.writeSigned(value.boundary(), out);
    Bytes.writeInts(value.live(), out);
  }

  @Override
  protected FieldProgress read(int version, DataInputView in) throws IOException {
    return new FieldProgress(Bytes.readSigned(in), Bytes.readInts(in));
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<FieldProgress> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
