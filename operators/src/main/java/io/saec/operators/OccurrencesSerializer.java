package io.saec.operators;

import io.saec.state.Bytes;
import io.saec.state.SerializedType;
import io.saec.state.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * {@code version, key (8 bytes), feature, pane (signed), count, whether there is an embedding, its
 * ts, floats}.
 */
public final class OccurrencesSerializer extends VersionedSerializer<Occurrences> {
  public static final OccurrencesSerializer INSTANCE = new OccurrencesSerializer();
  public static final SerializedType<Occurrences> TYPE =
      new SerializedType<>(Occurrences.class, INSTANCE);

  private OccurrencesSerializer() {
    super(1);
  }

  @Override
  protected void write(Occurrences value, DataOutputView out) throws IOException {
    out.writeLong(value.key());
    StringValue.writeString(value.feature(), out);
    Bytes.writeSigned(value.pane(), out);
    Bytes.writeUnsigned(value.count(), out);
    float[] embedding = value.embedding();
    out.writeBoolean(embedding != null);
    if (embedding != null) {
      Bytes.writeUnsigned(value.embeddingTs(), out);
      Bytes.writeFloats(embedding, out);
    }
  }

  @Override
  protected Occurrences read(int version, DataInputView in) throws IOException {
    long key = in.readLong();
    String feature = StringValue.readString(in);
    long pane = Bytes.readSigned(in);
    long count = Bytes.readUnsigned(in);
    return in.readBoolean()
        ? new Occurrences(key, feature, pane, count, Bytes.readUnsigned(in), Bytes.readFloats(in))
        : new Occurrences(key, feature, pane, count, 0, null);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Occurrences> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
