package io.saec.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@code version, boundary (signed), live}. */
public final class CurveDrawnSerializer extends VersionedSerializer<CurveDrawn> {
  public static final CurveDrawnSerializer INSTANCE = new CurveDrawnSerializer();

  private CurveDrawnSerializer() {
    super(1);
  }

  @Override
  protected void write(CurveDrawn value, DataOutputView out) throws IOException {
    Bytes.writeSigned(value.boundary(), out);
    Bytes.writeUnsigned(value.live(), out);
  }

  @Override
  protected CurveDrawn read(int version, DataInputView in) throws IOException {
    return new CurveDrawn(Bytes.readSigned(in), Bytes.readSize(in));
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CurveDrawn> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
