package io.saec.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** {@code version, effective (8 bytes, so that RocksDB keeps them in order), feature}. */
public final class HeldKeySerializer extends VersionedSerializer<HeldKey> {
  public static final HeldKeySerializer INSTANCE = new HeldKeySerializer();

  private HeldKeySerializer() {
    super(1);
  }

  @Override
  protected void write(HeldKey value, DataOutputView out) throws IOException {
    out.writeLong(value.effective());
    StringValue.writeString(value.feature(), out);
  }

  @Override
  protected HeldKey read(int version, DataInputView in) throws IOException {
    return new HeldKey(in.readLong(), StringValue.readString(in));
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<HeldKey> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
