package io.saec.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@code version, boundary (signed), considered (signed), clusters, distortion (8 bytes)}. */
public final class ConsideredSerializer extends VersionedSerializer<Considered> {
  public static final ConsideredSerializer INSTANCE = new ConsideredSerializer();

  private ConsideredSerializer() {
    super(1);
  }

  @Override
  protected void write(Considered value, DataOutputView out) throws IOException {
    Bytes.writeSigned(value.boundary(), out);
    Bytes.writeSigned(value.considered(), out);
    Bytes.writeUnsigned(value.clusters(), out);
    out.writeDouble(value.distortion());
  }

  @Override
  protected Considered read(int version, DataInputView in) throws IOException {
    return new Considered(
        Bytes.readSigned(in), Bytes.readSigned(in), Bytes.readSize(in), in.readDouble());
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Considered> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
