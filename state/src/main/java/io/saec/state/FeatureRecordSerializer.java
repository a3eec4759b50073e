package io.saec.state;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@code version, panes n, first pane (signed), n-1 differences, n counts, embeddings m, m x
 * (effective (signed), ts, settled, floats), admitted}. Version 1 ended before the last: one with a
 * settled embedding had been admitted.
 */
public final class FeatureRecordSerializer extends VersionedSerializer<FeatureRecord> {
  public static final FeatureRecordSerializer INSTANCE = new FeatureRecordSerializer();

  private FeatureRecordSerializer() {
    super(2);
  }

  @Override
  protected void write(FeatureRecord value, DataOutputView out) throws IOException {
    long[] panes = value.panes();
    Bytes.writeUnsigned(panes.length, out);
    for (int i = 0; i < panes.length; i++) {
      if (i == 0) {
        Bytes.writeSigned(panes[0], out);
      } else {
        Bytes.writeUnsigned(panes[i] - panes[i - 1], out);
      }
    }
    for (long count : value.counts()) {
      Bytes.writeUnsigned(count, out);
    }
    Bytes.writeUnsigned(value.embeddings().size(), out);
    for (Embedding embedding : value.embeddings()) {
      Bytes.writeSigned(embedding.effective(), out);
      Bytes.writeUnsigned(embedding.ts(), out);
      out.writeBoolean(embedding.settled());
      Bytes.writeFloats(embedding.values(), out);
    }
    out.writeBoolean(value.isAdmitted());
  }

  @Override
  protected FeatureRecord read(int version, DataInputView in) throws IOException {
    long[] panes = new long[Bytes.readSize(in)];
    for (int i = 0; i < panes.length; i++) {
      panes[i] = i == 0 ? Bytes.readSigned(in) : panes[i - 1] + Bytes.readUnsigned(in);
    }
    long[] counts = new long[panes.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Bytes.readUnsigned(in);
    }
    Embedding[] embeddings = new Embedding[Bytes.readSize(in)];
    for (int i = 0; i < embeddings.length; i++) {
      long effective = Bytes.readSigned(in);
      long ts = Bytes.readUnsigned(in);
      boolean settled = in.readBoolean();
      embeddings[i] = new Embedding(effective, ts, Bytes.readFloats(in), settled);
    }
    boolean admitted =
        version == 1 ? Arrays.stream(embeddings).anyMatch(Embedding::settled) : in.readBoolean();
    return new FeatureRecord(panes, counts, List.of(embeddings), admitted);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** Found by name in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<FeatureRecord> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
