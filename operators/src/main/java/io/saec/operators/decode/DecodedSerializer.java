package io.saec.operators.decode;

import io.saec.operators.OccurrencesSerializer;
import io.saec.operators.WireRecordSerializer;
import io.saec.state.SerializedType;
import io.saec.state.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@code version, whether it was taken, then ts (8 bytes) and occurrences, or the dead letter}. */
public final class DecodedSerializer extends VersionedSerializer<Decoded> {
  public static final DecodedSerializer INSTANCE = new DecodedSerializer();
  public static final SerializedType<Decoded> TYPE = new SerializedType<>(Decoded.class, INSTANCE);

  private DecodedSerializer() {
    super(1);
  }

  @Override
  protected void write(Decoded value, DataOutputView out) throws IOException {
    out.writeBoolean(value.occurrences() != null);
    if (value.occurrences() != null) {
      out.writeLong(value.ts());
      OccurrencesSerializer.INSTANCE.serialize(value.occurrences(), out);
    } else if (value.deadLetter() != null) {
      WireRecordSerializer.INSTANCE.serialize(value.deadLetter(), out);
    }
  }

  @Override
  protected Decoded read(int version, DataInputView in) throws IOException {
    return in.readBoolean()
        ? Decoded.of(in.readLong(), OccurrencesSerializer.INSTANCE.deserialize(in))
        : Decoded.of(WireRecordSerializer.INSTANCE.deserialize(in));
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Decoded> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
