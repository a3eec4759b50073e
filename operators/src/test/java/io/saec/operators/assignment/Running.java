package io.saec.operators.assignment;

import io.saec.clustering.Codebook;
import io.saec.model.Encoding;
import io.saec.model.FieldShard;
import io.saec.operators.FieldCodebook;
import io.saec.operators.FieldRules;
import io.saec.operators.KeyedTwoInputFactoryHarness;
import io.saec.operators.Recorder;
import io.saec.operators.TestRules;
import io.saec.operators.WireRecord;
import io.saec.operators.WireRecordSerializer;
import io.saec.state.Descriptors;
import io.saec.state.FeatureChange;
import io.saec.state.FeatureChange.Kind;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;

/**
 * ASSIGNMENT in its harness, with what it put out. Features and centroids lie on a line; boundary b
 * is at time 10 b.
 */
record Running(
    KeyedTwoInputFactoryHarness<Long, FeatureChange, FieldCodebook, WireRecord> harness,
    Recorder<WireRecord> out) {
  static final int MAX_PARALLELISM = 8;
  private static final float[] NONE = new float[0];

  void change(
      FieldRules field, int shard, Kind kind, String feature, long effective, float... place)
      throws Exception {
    harness.processElement1(
        new FeatureChange(
            FieldShard.key(field.id(), shard),
            feature,
            kind,
            effective,
            10 * effective - 5,
            place));
  }

  void change(int shard, Kind kind, String feature, long effective, float... place)
      throws Exception {
    change(TestRules.ITEM, shard, kind, feature, effective, place);
  }

  void arrive(String feature, long effective, float place) throws Exception {
    change(0, Kind.ARRIVED, feature, effective, place);
  }

  void settle(int shard, String feature, long boundary, float place) throws Exception {
    change(shard, Kind.SETTLED, feature, boundary, place);
  }

  void settle(String feature, long boundary, float place) throws Exception {
    settle(0, feature, boundary, place);
  }

  void expire(String feature, long boundary) throws Exception {
    change(0, Kind.EXPIRED, feature, boundary);
  }

  /** A codebook of ids from 0 on. */
  void codebook(long version, long boundary, float... centroids) throws Exception {
    int[] ids = IntStream.range(0, centroids.length).toArray();
    codebook(TestRules.ITEM, version, boundary, ids, centroids);
  }

  void codebook(FieldRules field, long version, long boundary, int[] ids, float... centroids)
      throws Exception {
    harness.processElement2(
        new FieldCodebook(field.id(), boundary, line(version, boundary, ids, centroids)));
  }

  /** A codebook of one dimension. */
  static Codebook line(long version, long boundary, int[] ids, float... centroids) {
    int k = ids.length;
    return new Codebook(
        version,
        10 * boundary,
        1,
        ids,
        centroids,
        new double[k],
        new int[k],
        new long[k],
        Encoding.FP32,
        NONE,
        ids[0],
        0,
        0,
        k,
        1,
        new int[0],
        new int[0],
        new int[0],
        new int[0]);
  }

  List<String> watermark(long timestamp) throws Exception {
    harness.processWatermark1(timestamp);
    harness.processWatermark2(timestamp);
    return out.words();
  }

  /** Boundaries that a codebook is kept of. */
  List<Long> kept() throws Exception {
    return StreamSupport.stream(
            harness
                .getOperator()
                .getOperatorStateBackend()
                .getBroadcastState(Descriptors.CODEBOOKS)
                .immutableEntries()
                .spliterator(),
            false)
        .map(entry -> entry.getKey().boundary())
        .sorted()
        .toList();
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  static Running start(
      AssignmentOperatorFactory factory,
      StateBackend backend,
      OperatorSubtaskState state,
      int subtasks,
      int subtask)
      throws Exception {
    return start(
        new KeyedTwoInputFactoryHarness<>(
            factory, FeatureChange::key, Types.LONG, MAX_PARALLELISM, subtasks, subtask),
        backend,
        state);
  }

  private static Running start(
      KeyedTwoInputFactoryHarness<Long, FeatureChange, FieldCodebook, WireRecord> harness,
      StateBackend backend,
      OperatorSubtaskState state)
      throws Exception {
    Recorder<WireRecord> out = new Recorder<>(WireRecordSerializer.INSTANCE);
    harness.setOutputCreator(serializer -> out);
    harness.setStateBackend(backend);
    harness.setup(WireRecordSerializer.INSTANCE);
    harness.initializeState(state);
    harness.open();
    return new Running(harness, out);
  }

  /** Two clusters, at 0 and at 10, sealed at boundary 1 with an apple at 1 and a pear at 9. */
  Running sealedOnce() throws Exception {
    arrive("apple", 1, 1);
    arrive("pear", 1, 9);
    settle("apple", 1, 1);
    settle("pear", 1, 9);
    codebook(1, 1, 0, 10);
    watermark(10);
    return this;
  }

  /** What is put out of a feature of the field {@code item} that is mapped. */
  static String mapped(String feature, int cluster, long version, String reason, long ts) {
    return String.format(
        "item/%s {\"cluster\":%d,\"version\":%d,\"reason\":\"%s\",\"ts\":%d}",
        feature, cluster, version, reason, ts);
  }
}
