package io.saec.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@code version, field id (8 bytes), progress, head}. */
public final class FieldHeadSerializer extends VersionedSerializer<FieldHead> {
  public static final FieldHeadSerializer INSTANCE = new FieldHeadSerializer();
  public static final SerializedType<FieldHead> TYPE =
      new SerializedType<>(FieldHead.class, INSTANCE);

  private FieldHeadSerializer() {
    super(1);
  }

  @Override
  protected void write(FieldHead value, DataOutputView out) throws IOException {
    out.writeLong(value.fieldId());
    FieldProgressSerializer.INSTANCE.serialize(value.reached(), out);
    HeadSerializer.INSTANCE.serialize(value.head(), out);
  }

  @Override
  protected FieldHead read(int version, DataInputView in) throws IOException {
    return new FieldHead(
        in.readLong(),
        FieldProgressSerializer.INSTANCE.deserialize(in),
        HeadSerializer.INSTANCE.deserialize(in));
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<FieldHead> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
