package io.saec.operators;

import io.saec.state.Bytes;
import io.saec.state.SerializedType;
import io.saec.state.VersionedSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * {@code version, routing (8 bytes), key, value, headers n, n x (name, value)}; bytes are their
 * size plus one, then themselves, 0 for null.
 */
public final class WireRecordSerializer extends VersionedSerializer<WireRecord> {
  public static final WireRecordSerializer INSTANCE = new WireRecordSerializer();
  public static final SerializedType<WireRecord> TYPE =
      new SerializedType<>(WireRecord.class, INSTANCE);

  private WireRecordSerializer() {
    super(1);
  }

  @Override
  protected void write(WireRecord value, DataOutputView out) throws IOException {
    out.writeLong(value.routing());
    writeBytes(value.key(), out);
    writeBytes(value.value(), out);
    Bytes.writeUnsigned(value.headers().size(), out);
    for (WireRecord.Header header : value.headers()) {
      out.writeUTF(header.name());
      writeBytes(header.value(), out);
    }
  }

  @Override
  protected WireRecord read(int version, DataInputView in) throws IOException {
    long routing = in.readLong();
    byte[] key = readBytes(in);
    byte[] value = readBytes(in);
    int size = Bytes.readSize(in);
    List<WireRecord.Header> headers = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      String name = in.readUTF();
      byte[] text = readBytes(in);
      headers.add(new WireRecord.Header(name, text == null ? new byte[0] : text));
    }
    return new WireRecord(routing, key, value, headers);
  }

  private static void writeBytes(byte @Nullable [] bytes, DataOutputView out) throws IOException {
    if (bytes == null) {
      Bytes.writeUnsigned(0, out);
    } else {
      Bytes.writeUnsigned(bytes.length + 1L, out);
      out.write(bytes);
    }
  }

  private static byte @Nullable [] readBytes(DataInputView in) throws IOException {
    int size = Bytes.readSize(in) - 1;
    if (size < 0) {
      return null;
    }
    byte[] bytes = new byte[size];
    in.readFully(bytes);
    return bytes;
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<WireRecord> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
