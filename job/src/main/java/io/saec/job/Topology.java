package io.saec.job;

import io.saec.model.FieldShard;
import io.saec.operators.FieldCodebook;
import io.saec.operators.FieldCodebookSerializer;
import io.saec.operators.Occurrences;
import io.saec.operators.OccurrencesSerializer;
import io.saec.operators.Rules;
import io.saec.operators.ShardHead;
import io.saec.operators.WireRecord;
import io.saec.operators.WireRecordSerializer;
import io.saec.operators.assignment.AssignmentOperatorFactory;
import io.saec.operators.budget.BudgetOperator;
import io.saec.operators.clustering.ClusteringOperatorFactory;
import io.saec.operators.combine.CombineOperator;
import io.saec.operators.curve.CurveOperatorFactory;
import io.saec.operators.decode.Decode;
import io.saec.operators.decode.Decoded;
import io.saec.operators.frequency.FrequencyOperator;
import io.saec.state.FeatureChange;
import io.saec.state.FeatureChangeSerializer;
import io.saec.state.FieldHead;
import io.saec.state.FieldHeadSerializer;
import io.saec.state.Quota;
import io.saec.state.QuotaSerializer;
import io.saec.state.SerializedType;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The way of the data, on one screen.
 *
 * <pre>
 * events -> decode -> combine -> FREQUENCY ----------------> ASSIGNMENT -> mapping updates
 *              |               (field, shard)              (field, shard)
 *         dead letters               | heads                    ^ broadcast
 *                                    v                          |
 *                                  CURVE --> BUDGET --> CLUSTERING --------> codebooks
 *                                 (field)     one  ,---> (field)
 *                                    `-------------'
 * </pre>
 *
 * One way, no loop: watermark T follows the heads of T into CURVE, the curves of T into BUDGET, its
 * quotas into CLUSTERING and the codebooks of T into ASSIGNMENT, so it is the only barrier there
 * is.
 */
public final class Topology {
  private static final SerializedType<FeatureChange> CHANGES =
      new SerializedType<>(FeatureChange.class, FeatureChangeSerializer.INSTANCE);

  private Topology() {}

  /** Where the three results of the job go. */
  public interface Ends {
    void mappingUpdates(DataStream<WireRecord> updates);

    void codebooks(DataStream<WireRecord> codebooks);

    void deadLetters(DataStream<WireRecord> letters);
  }

  /** Builds the job between its ends. */
  public static void build(DataStream<Decoded> events, Rules rules, Ends ends) {
    SingleOutputStreamOperator<Occurrences> decoded =
        Step.DECODE.identify(events.process(new Decode()).returns(OccurrencesSerializer.TYPE));

    SingleOutputStreamOperator<Occurrences> combined =
        Step.COMBINE.identify(
            decoded.transform(
                Step.COMBINE.uid(),
                OccurrencesSerializer.TYPE,
                new CombineOperator(rules.bundleSize(), rules.bundleTime().toMillis())));

    SingleOutputStreamOperator<FeatureChange> frequency =
        Step.FREQUENCY.identify(
            combined
                .keyBy(Occurrences::key, Types.LONG)
                .transform(Step.FREQUENCY.uid(), CHANGES, new FrequencyOperator(rules)));

    SingleOutputStreamOperator<FieldHead> curve =
        Step.CURVE.identify(
            frequency
                .getSideOutput(FrequencyOperator.HEADS)
                .keyBy(Topology::fieldId, Types.LONG)
                .transform(
                    Step.CURVE.uid(), FieldHeadSerializer.TYPE, new CurveOperatorFactory(rules)));

    SingleOutputStreamOperator<Quota> budget =
        Step.BUDGET.identify(
            curve
                .getSideOutput(CurveOperatorFactory.CURVES)
                .global()
                .transform(Step.BUDGET.uid(), QuotaSerializer.TYPE, new BudgetOperator(rules))
                .forceNonParallel());

    SingleOutputStreamOperator<FieldCodebook> clustering =
        Step.CLUSTERING.identify(
            curve
                .keyBy(FieldHead::fieldId, Types.LONG)
                .connect(budget.keyBy(Quota::fieldId, Types.LONG))
                .transform(
                    Step.CLUSTERING.uid(),
                    FieldCodebookSerializer.TYPE,
                    new ClusteringOperatorFactory(rules)));

    SingleOutputStreamOperator<WireRecord> assignment =
        Step.ASSIGNMENT.identify(
            frequency
                .keyBy(FeatureChange::key, Types.LONG)
                .connect(clustering.broadcast())
                .transform(
                    Step.ASSIGNMENT.uid(),
                    WireRecordSerializer.TYPE,
                    new AssignmentOperatorFactory(rules)));

    ends.mappingUpdates(assignment);
    ends.codebooks(clustering.getSideOutput(ClusteringOperatorFactory.RECORDS));
    ends.deadLetters(decoded.getSideOutput(Decode.DEAD_LETTERS));
  }

  private static long fieldId(ShardHead head) {
    return FieldShard.fieldIdOf(head.key());
  }
}
