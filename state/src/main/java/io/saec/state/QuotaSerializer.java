package io.saec.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@code version, field id (8 bytes), boundary (signed), clusters}. */
public final class QuotaSerializer extends VersionedSerializer<Quota> {
  public static final QuotaSerializer INSTANCE = new QuotaSerializer();
  public static final SerializedType<Quota> TYPE = new SerializedType<>(Quota.class, INSTANCE);

  private QuotaSerializer() {
    super(1);
  }

  @Override
  protected void write(Quota value, DataOutputView out) throws IOException {
    out.writeLong(value.fieldId());
    Bytes.writeSigned(value.boundary(), out);
    Bytes.writeUnsigned(value.clusters(), out);
  }

  @Override
  protected Quota read(int version, DataInputView in) throws IOException {
    return new Quota(in.readLong(), Bytes.readSigned(in), Bytes.readSize(in));
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Quota> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
