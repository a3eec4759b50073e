package io.saec.operators;

import io.saec.state.Bytes;
import io.saec.state.CodebookSerializer;
import io.saec.state.SerializedType;
import io.saec.state.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@code version, field id (8 bytes), boundary (signed), codebook}. */
public final class FieldCodebookSerializer extends VersionedSerializer<FieldCodebook> {
  public static final FieldCodebookSerializer INSTANCE = new FieldCodebookSerializer();
  public static final SerializedType<FieldCodebook> TYPE =
      new SerializedType<>(FieldCodebook.class, INSTANCE);

  private FieldCodebookSerializer() {
    super(1);
  }

  @Override
  protected void write(FieldCodebook value, DataOutputView out) throws IOException {
    out.writeLong(value.fieldId());
    Bytes.writeSigned(value.boundary(), out);
    CodebookSerializer.INSTANCE.serialize(value.codebook(), out);
  }

  @Override
  protected FieldCodebook read(int version, DataInputView in) throws IOException {
    return new FieldCodebook(
        in.readLong(), Bytes.readSigned(in), CodebookSerializer.INSTANCE.deserialize(in));
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<FieldCodebook> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
