package io.saec.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serializer of an immutable value whose bytes begin with their version. Each released version
 * stays readable: {@link #read} is told which one it has before it.
 *
 * @param <T> an immutable type
 */
public abstract class VersionedSerializer<T> extends TypeSerializerSingleton<T> {
  private final int version;

  /**
   * @param version that {@link #write} writes, 1 to 127
   */
  protected VersionedSerializer(int version) {
    this.version = version;
  }

  /** Writes the value in the newest layout. */
  protected abstract void write(T value, DataOutputView out) throws IOException;

  /** Reads a value in the layout of {@code version}, which is no newer than the newest. */
  protected abstract T read(int version, DataInputView in) throws IOException;

  @Override
  public final void serialize(T value, DataOutputView out) throws IOException {
    out.writeByte(version);
    write(value, out);
  }

  @Override
  public final T deserialize(DataInputView in) throws IOException {
    int found = in.readByte();
    if (found < 1 || found > version) {
      throw new IOException(
          getClass().getSimpleName()
              + " reads versions 1 to "
              + version
              + ", found "
              + found
              + ": the state was written by a newer release or is damaged");
    }
    return read(found, in);
  }

  @Override
  public final T deserialize(T reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public final void copy(DataInputView from, DataOutputView to) throws IOException {
    serialize(deserialize(from), to);
  }

  @Override
  public final T copy(T from) {
    return from;
  }

  @Override
  public final T copy(T from, T reuse) {
    return from;
  }

  @Override
  public final boolean isImmutableType() {
    return true;
  }

  @Override
  public final int getLength() {
    return -1;
  }

  @Override
  public final T createInstance() {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " makes no empty value");
  }
}
