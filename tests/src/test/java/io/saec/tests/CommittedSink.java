package io.saec.tests;

import io.saec.operators.WireRecord;
import io.saec.operators.WireRecordSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Hands the records of a checkpoint to the {@link Run} once the checkpoint is complete, and not
 * before: what a failure undoes never shows, as with transactions.
 */
final class CommittedSink
    implements Sink<WireRecord>, SupportsCommitter<CommittedSink.Committable> {
  private static final long serialVersionUID = 1L;

  private final String runId;
  private final Run.End end;

  CommittedSink(Run run, Run.End end) {
    this.runId = run.id();
    this.end = end;
  }

  /** The records of one subtask and checkpoint, under a name of their own. */
  record Committable(String name, List<WireRecord> records) {}

  @Override
  public CommittingSinkWriter<WireRecord, Committable> createWriter(WriterInitContext context) {
    return new Writer();
  }

  @Override
  public Committer<Committable> createCommitter(CommitterInitContext context) {
    return new Committer<>() {
      @Override
      public void commit(Collection<CommitRequest<Committable>> requests) {
        for (CommitRequest<Committable> request : requests) {
          Committable committable = request.getCommittable();
          Run.find(runId).commit(end, committable.name(), committable.records());
        }
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public SimpleVersionedSerializer<Committable> getCommittableSerializer() {
    return new CommittableSerializer();
  }

  private final class Writer implements CommittingSinkWriter<WireRecord, Committable> {
    private final Run run = Run.find(runId);
    private List<WireRecord> records = new ArrayList<>();

    @Override
    public void write(WireRecord record, Context context) {
      if (end == Run.End.MAPPING) {
        run.pass(Run.Place.MAPPING);
      } else if (end == Run.End.CODEBOOKS) {
        run.pass(Run.Place.CODEBOOKS);
      }
      records.add(record);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<Committable> prepareCommit() {
      if (records.isEmpty()) {
        return List.of();
      }
      Committable committable = new Committable(UUID.randomUUID().toString(), records);
      records = new ArrayList<>();
      return List.of(committable);
    }

    @Override
    public void close() {}
  }

  /** {@code name, n (4 bytes), n x record}. */
  private static final class CommittableSerializer
      implements SimpleVersionedSerializer<Committable> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Committable committable) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(1024);
      out.writeUTF(committable.name());
      out.writeInt(committable.records().size());
      for (WireRecord record : committable.records()) {
        WireRecordSerializer.INSTANCE.serialize(record, out);
      }
      return out.getCopyOfBuffer();
    }

    @Override
    public Committable deserialize(int version, byte[] bytes) throws IOException {
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      String name = in.readUTF();
      int size = in.readInt();
      List<WireRecord> records = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        records.add(WireRecordSerializer.INSTANCE.deserialize(in));
      }
      return new Committable(name, records);
    }
  }
}
