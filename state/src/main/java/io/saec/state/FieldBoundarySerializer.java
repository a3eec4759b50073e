package io.saec.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@code version, field id (8 bytes), boundary (8 bytes)}. */
public final class FieldBoundarySerializer extends VersionedSerializer<FieldBoundary> {
  public static final FieldBoundarySerializer INSTANCE = new FieldBoundarySerializer();

  private FieldBoundarySerializer() {
    super(1);
  }

  @Override
  protected void write(FieldBoundary value, DataOutputView out) throws IOException {
    out.writeLong(value.fieldId());
    out.writeLong(value.boundary());
  }

  @Override
  protected FieldBoundary read(int version, DataInputView in) throws IOException {
    return new FieldBoundary(in.readLong(), in.readLong());
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<FieldBoundary> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
