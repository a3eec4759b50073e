package io.saec.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@code version, sealed (signed), current (signed), whether there is an embedding, floats}. */
public final class MappedFeatureSerializer extends VersionedSerializer<MappedFeature> {
  public static final MappedFeatureSerializer INSTANCE = new MappedFeatureSerializer();

  private MappedFeatureSerializer() {
    super(1);
  }

  @Override
  protected void write(MappedFeature value, DataOutputView out) throws IOException {
    Bytes.writeSigned(value.sealed(), out);
    Bytes.writeSigned(value.current(), out);
    float[] embedding = value.embedding();
    out.writeBoolean(embedding != null);
    if (embedding != null) {
      Bytes.writeFloats(embedding, out);
    }
  }

  @Override
  protected MappedFeature read(int version, DataInputView in) throws IOException {
    int sealed = (int) Bytes.readSigned(in);
    int current = (int) Bytes.readSigned(in);
    return new MappedFeature(in.readBoolean() ? Bytes.readFloats(in) : null, sealed, current);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<MappedFeature> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
