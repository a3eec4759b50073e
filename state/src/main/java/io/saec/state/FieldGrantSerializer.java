package io.saec.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@code version, curve, clusters}. */
public final class FieldGrantSerializer extends VersionedSerializer<FieldGrant> {
  public static final FieldGrantSerializer INSTANCE = new FieldGrantSerializer();

  private FieldGrantSerializer() {
    super(1);
  }

  @Override
  protected void write(FieldGrant value, DataOutputView out) throws IOException {
    FieldCurveSerializer.INSTANCE.serialize(value.curve(), out);
    Bytes.writeUnsigned(value.clusters(), out);
  }

  @Override
  protected FieldGrant read(int version, DataInputView in) throws IOException {
    return new FieldGrant(FieldCurveSerializer.INSTANCE.deserialize(in), Bytes.readSize(in));
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<FieldGrant> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
