package io.saec.tests;

import io.saec.job.JobSettings;
import io.saec.model.EventRules;
import io.saec.operators.Rules;
import io.saec.operators.decode.Decoded;
import io.saec.operators.decode.EventDecoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records that lie in memory, by splits with a position that a checkpoint keeps, and with a
 * watermark for each split. Lower splits are read in preference to higher ones, so that some run
 * far ahead in event time.
 */
final class ReplaySource implements Source<Decoded, ReplaySource.Split, List<ReplaySource.Split>> {
  private static final long serialVersionUID = 1L;

  private final String runId;
  private final ArrayList<ArrayList<byte[]>> records;
  private final Rules rules;
  private final int deadLetterBytes;

  ReplaySource(Run run, List<List<byte[]>> records, JobSettings settings) {
    this.runId = run.id();
    this.records = new ArrayList<>();
    records.forEach(split -> this.records.add(new ArrayList<>(split)));
    this.rules = settings.rules();
    this.deadLetterBytes = settings.deadLetterBytes();
  }

  /** A watermark after each event, so that boundaries do not come in one jump at the end. */
  static WatermarkStrategy<Decoded> watermarks(long outOfOrderness) {
    return WatermarkStrategy.<Decoded>forGenerator(context -> new Bounded(outOfOrderness))
        .withTimestampAssigner((decoded, recordTimestamp) -> decoded.ts());
  }

  private static final class Bounded implements WatermarkGenerator<Decoded> {
    private final long outOfOrderness;
    private long newest = Long.MIN_VALUE;

    Bounded(long outOfOrderness) {
      this.outOfOrderness = outOfOrderness;
    }

    @Override
    public void onEvent(Decoded event, long timestamp, WatermarkOutput output) {
      if (timestamp > newest) {
        newest = timestamp;
        output.emitWatermark(new Watermark(newest - outOfOrderness - 1));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  /** A split and how many of its records have been read. */
  record Split(int number, int position) implements SourceSplit {
    @Override
    public String splitId() {
      return "split-" + number;
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Decoded, Split> createReader(SourceReaderContext context) {
    return new Reader(context.getIndexOfSubtask());
  }

  @Override
  public SplitEnumerator<Split, List<Split>> createEnumerator(
      SplitEnumeratorContext<Split> context) {
    List<Split> all = new ArrayList<>();
    for (int number = 0; number < records.size(); number++) {
      all.add(new Split(number, 0));
    }
    return new Enumerator(context, all);
  }

  @Override
  public SplitEnumerator<Split, List<Split>> restoreEnumerator(
      SplitEnumeratorContext<Split> context, List<Split> unassigned) {
    return new Enumerator(context, unassigned);
  }

  @Override
  public SimpleVersionedSerializer<Split> getSplitSerializer() {
    return new SplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<Split>> getEnumeratorCheckpointSerializer() {
    return new SplitsSerializer();
  }

  /** Gives each reader its splits once, all together, and says that there will be no more. */
  private static final class Enumerator implements SplitEnumerator<Split, List<Split>> {
    private final SplitEnumeratorContext<Split> context;
    private final List<Split> unassigned;

    Enumerator(SplitEnumeratorContext<Split> context, List<Split> unassigned) {
      this.context = context;
      this.unassigned = new ArrayList<>(unassigned);
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {}

    @Override
    public void addSplitsBack(List<Split> splits, int subtask) {
      unassigned.addAll(splits);
    }

    @Override
    public void addReader(int subtask) {
      List<Split> own =
          unassigned.stream()
              .filter(split -> split.number() % context.currentParallelism() == subtask)
              .toList();
      if (!own.isEmpty()) {
        unassigned.removeAll(own);
        // In one go: the watermark of the first would not wait for a split that comes later.
        context.assignSplits(new SplitsAssignment<>(Map.of(subtask, own)));
      }
      context.signalNoMoreSplits(subtask);
    }

    @Override
    public List<Split> snapshotState(long checkpointId) {
      return List.copyOf(unassigned);
    }

    @Override
    public void close() {}
  }

  /** Reads its splits by turns that favour the first. */
  private final class Reader implements SourceReader<Decoded, Split> {
    private final Run run = Run.find(runId);
    private final Random random;
    private final EventDecoder decoder;
    private final TreeMap<Integer, Integer> positions = new TreeMap<>();
    private boolean noMore;
    private CompletableFuture<Void> assigned = new CompletableFuture<>();

    Reader(int subtask) {
      random = new Random(subtask);
      decoder =
          new EventDecoder(
              new EventRules(rules.fields().dimensions(), java.time.Duration.ofMinutes(1), 1 << 20),
              rules.window(),
              rules.shards(),
              deadLetterBytes);
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<Decoded> output) {
      if (assigned.isDone()) {
        assigned = new CompletableFuture<>();
      }
      List<Integer> ready = new ArrayList<>();
      for (int number : positions.keySet()) {
        if (mayRead(number)) {
          ready.add(number);
        } else if (run.isIdleAtGate()) {
          output.createOutputForSplit(new Split(number, 0).splitId()).markIdle();
        }
      }
      if (!ready.isEmpty()) {
        run.pass(Run.Place.SOURCE);
        read(ready.get((int) (ready.size() * Math.pow(random.nextDouble(), 2))), output);
        return InputStatus.MORE_AVAILABLE;
      }
      return positions.isEmpty() && noMore
          ? InputStatus.END_OF_INPUT
          : InputStatus.NOTHING_AVAILABLE;
    }

    private boolean mayRead(int number) {
      int position = positions.getOrDefault(number, 0);
      if (run.isGateOpen() || position < run.beforeGate(records.get(number).size())) {
        return true;
      }
      run.waits("split-" + number);
      return false;
    }

    private void read(int number, ReaderOutput<Decoded> output) {
      List<byte[]> all = records.get(number);
      int position = positions.getOrDefault(number, 0);
      Split split = new Split(number, position);
      if (position < all.size()) {
        SourceOutput<Decoded> own = output.createOutputForSplit(split.splitId());
        decoder.decode(
            new EventDecoder.Received(
                "replay", number, position, Long.MAX_VALUE / 2, null, all.get(position)),
            decoded -> own.collect(decoded, decoded.ts()));
        positions.put(number, position + 1);
      } else {
        if (run.isIdleAtGate()) {
          // Active again, or Flink would drop the watermark that ends the input.
          output.createOutputForSplit(split.splitId()).emitWatermark(Watermark.MAX_WATERMARK);
        }
        output.releaseOutputForSplit(split.splitId());
        positions.remove(number);
      }
    }

    @Override
    public List<Split> snapshotState(long checkpointId) {
      List<Split> state = new ArrayList<>();
      positions.forEach((number, position) -> state.add(new Split(number, position)));
      return state;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      // Splits may come one by one, the next when those there are have come to the gate.
      return positions.isEmpty()
          ? assigned
          : CompletableFuture.anyOf(run.gate(), assigned).thenAccept(any -> {});
    }

    @Override
    public void addSplits(List<Split> added) {
      added.forEach(split -> positions.put(split.number(), split.position()));
      assigned.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
      noMore = true;
      assigned.complete(null);
    }

    @Override
    public void close() {}
  }

  /** {@code number (4 bytes), position (4 bytes)}. */
  private static final class SplitSerializer implements SimpleVersionedSerializer<Split> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Split split) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(split.number());
      out.writeInt(split.position());
      return bytes.toByteArray();
    }

    @Override
    public Split deserialize(int version, byte[] bytes) throws IOException {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      return new Split(in.readInt(), in.readInt());
    }
  }

  /** {@code n x (number, position)}. */
  private static final class SplitsSerializer implements SimpleVersionedSerializer<List<Split>> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(List<Split> splits) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (Split split : splits) {
        bytes.write(new SplitSerializer().serialize(split));
      }
      return bytes.toByteArray();
    }

    @Override
    public List<Split> deserialize(int version, byte[] bytes) throws IOException {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      Collection<Split> splits = new ArrayList<>();
      while (in.available() > 0) {
        splits.add(new Split(in.readInt(), in.readInt()));
      }
      return List.copyOf(splits);
    }
  }
}
