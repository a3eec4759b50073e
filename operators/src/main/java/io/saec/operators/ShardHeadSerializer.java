package io.saec.operators;

import io.saec.state.Bytes;
import io.saec.state.HeadShareSerializer;
import io.saec.state.SerializedType;
import io.saec.state.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@code version, key (8 bytes), boundary (signed), share}. */
public final class ShardHeadSerializer extends VersionedSerializer<ShardHead> {
  public static final ShardHeadSerializer INSTANCE = new ShardHeadSerializer();
  public static final SerializedType<ShardHead> TYPE =
      new SerializedType<>(ShardHead.class, INSTANCE);

  private ShardHeadSerializer() {
    super(1);
  }

  @Override
  protected void write(ShardHead value, DataOutputView out) throws IOException {
    out.writeLong(value.key());
    Bytes.writeSigned(value.boundary(), out);
    HeadShareSerializer.INSTANCE.serialize(value.share(), out);
  }

  @Override
  protected ShardHead read(int version, DataInputView in) throws IOException {
    return new ShardHead(
        in.readLong(), Bytes.readSigned(in), HeadShareSerializer.INSTANCE.deserialize(in));
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ShardHead> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
