package io.saec.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** {@code version, key (8 bytes), feature, code of the kind, effective (signed), ts, floats}. */
public final class FeatureChangeSerializer extends VersionedSerializer<FeatureChange> {
  public static final FeatureChangeSerializer INSTANCE = new FeatureChangeSerializer();

  private FeatureChangeSerializer() {
    super(1);
  }

  @Override
  protected void write(FeatureChange value, DataOutputView out) throws IOException {
    out.writeLong(value.key());
    StringValue.writeString(value.feature(), out);
    out.writeByte(value.kind().code());
    Bytes.writeSigned(value.effective(), out);
    Bytes.writeUnsigned(value.ts(), out);
    Bytes.writeFloats(value.embedding(), out);
  }

  @Override
  protected FeatureChange read(int version, DataInputView in) throws IOException {
    return new FeatureChange(
        in.readLong(),
        StringValue.readString(in),
        FeatureChange.Kind.of(in.readByte()),
        Bytes.readSigned(in),
        Bytes.readUnsigned(in),
        Bytes.readFloats(in));
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<FeatureChange> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
