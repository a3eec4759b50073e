package io.saec.state;

import io.saec.clustering.Codebook;
import io.saec.clustering.HeadShare;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;

/**
 * Every state of the job: its name, its serializers and how long it lives. Savepoints find state by
 * these names: add entries, never edit one. docs/state-schema.md tells the same with the bytes.
 */
public final class Descriptors {
  /** FREQUENCY, by (field, shard): feature to record; until the feature expires. */
  public static final MapStateDescriptor<String, FeatureRecord> FEATURES =
      new MapStateDescriptor<>(
          "features", StringSerializer.INSTANCE, FeatureRecordSerializer.INSTANCE);

  /** FREQUENCY, union list: slide in milliseconds and shards, fixed when the state is born. */
  public static final ListStateDescriptor<Long> GEOMETRY =
      new ListStateDescriptor<>("geometry", LongSerializer.INSTANCE);

  /** Every step with timers, union list: the watermark received last, since it restarts at none. */
  public static final ListStateDescriptor<Long> WATERMARK =
      new ListStateDescriptor<>("watermark", LongSerializer.INSTANCE);

  /**
   * CURVE, by field: {@link #headKey} to the shard's part; until its boundary is done, and of a
   * shard with an empty window until it says more.
   */
  public static final MapStateDescriptor<Long, HeadShare> HEADS =
      new MapStateDescriptor<>("heads", LongSerializer.INSTANCE, HeadShareSerializer.INSTANCE);

  /** CURVE, by field: how far it has come; for ever. */
  public static final ValueStateDescriptor<FieldProgress> PROGRESS =
      new ValueStateDescriptor<>("progress", FieldProgressSerializer.INSTANCE);

  /** CURVE, by field: when BUDGET was last told of it; for ever. */
  public static final ValueStateDescriptor<CurveDrawn> DRAWN =
      new ValueStateDescriptor<>("drawn", CurveDrawnSerializer.INSTANCE);

  /** BUDGET, by whole: the fields it was told of; for ever. */
  public static final ListStateDescriptor<FieldGrant> GRANTED =
      new ListStateDescriptor<>("granted", FieldGrantSerializer.INSTANCE);

  /** CLUSTERING, by field: heads by boundary, until it is done. */
  public static final MapStateDescriptor<Long, FieldHead> FIELD_HEADS =
      new MapStateDescriptor<>(
          "field-heads", LongSerializer.INSTANCE, FieldHeadSerializer.INSTANCE);

  /** CLUSTERING, by field: clusters granted by boundary; until the next grant holds. */
  public static final MapStateDescriptor<Long, Quota> QUOTAS =
      new MapStateDescriptor<>("quotas", LongSerializer.INSTANCE, QuotaSerializer.INSTANCE);

  /** CLUSTERING, by field: the codebook in force; for ever. */
  public static final ValueStateDescriptor<Codebook> CODEBOOK =
      new ValueStateDescriptor<>("codebook", CodebookSerializer.INSTANCE);

  /** CLUSTERING, by field: how far it has come; for ever. */
  public static final ValueStateDescriptor<Considered> CONSIDERED =
      new ValueStateDescriptor<>("considered", ConsideredSerializer.INSTANCE);

  /** ASSIGNMENT, by (field, shard): feature to cluster; until the feature expires. */
  public static final MapStateDescriptor<String, MappedFeature> MAPPING =
      new MapStateDescriptor<>(
          "mapping", StringSerializer.INSTANCE, MappedFeatureSerializer.INSTANCE);

  /** ASSIGNMENT, by (field, shard): changes ahead of the next boundary; until it has fired. */
  public static final MapStateDescriptor<HeldKey, FeatureChange> HELD =
      new MapStateDescriptor<>(
          "held", HeldKeySerializer.INSTANCE, FeatureChangeSerializer.INSTANCE);

  /**
   * ASSIGNMENT, by (field, shard): codebook version sealed last, 0 before the first, -1 until a
   * feature is settled; for ever.
   */
  public static final ValueStateDescriptor<Integer> SEALED =
      new ValueStateDescriptor<>("sealed", IntSerializer.INSTANCE);

  /** ASSIGNMENT, broadcast: codebooks by field and boundary; a window past the next one. */
  public static final MapStateDescriptor<FieldBoundary, Codebook> CODEBOOKS =
      new MapStateDescriptor<>(
          "codebooks", FieldBoundarySerializer.INSTANCE, CodebookSerializer.INSTANCE);

  private Descriptors() {}

  /** Key in {@link #HEADS}: the boundary above 16 bits of shard. */
  public static long headKey(long boundary, int shard) {
    return (boundary << 16) | shard;
  }

  /** Boundary in a key of {@link #HEADS}. */
  public static long boundaryOf(long headKey) {
    return headKey >> 16;
  }

  /** Shard in a key of {@link #HEADS}. */
  public static int shardOf(long headKey) {
    return (int) (headKey & 0xFFFF);
  }
}
