package io.saec.state;

import io.saec.clustering.budget.ErrorCurve;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@code version, field id (8 bytes), boundary (signed), live, least, most, clusters of the knots,
 * errors of the knots (8 bytes each)}.
 */
public final class FieldCurveSerializer extends VersionedSerializer<FieldCurve> {
  public static final FieldCurveSerializer INSTANCE = new FieldCurveSerializer();
  public static final SerializedType<FieldCurve> TYPE =
      new SerializedType<>(FieldCurve.class, INSTANCE);

  private FieldCurveSerializer() {
    super(1);
  }

  @Override
  protected void write(FieldCurve value, DataOutputView out) throws IOException {
    out.writeLong(value.fieldId());
    Bytes.writeSigned(value.boundary(), out);
    Bytes.writeUnsigned(value.live(), out);
    Bytes.writeUnsigned(value.least(), out);
    Bytes.writeUnsigned(value.most(), out);
    Bytes.writeInts(value.errors().ks(), out);
    for (double error : value.errors().errors()) {
      out.writeDouble(error);
    }
  }

  @Override
  protected FieldCurve read(int version, DataInputView in) throws IOException {
    long fieldId = in.readLong();
    long boundary = Bytes.readSigned(in);
    int live = Bytes.readSize(in);
    int least = Bytes.readSize(in);
    int most = Bytes.readSize(in);
    int[] ks = Bytes.readInts(in);
    double[] errors = new double[ks.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = in.readDouble();
    }
    return new FieldCurve(fieldId, boundary, live, least, most, new ErrorCurve(ks, errors));
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<FieldCurve> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
