package io.saec.operators.clustering;

import io.saec.operators.FieldCodebook;
import io.saec.operators.Rules;
import io.saec.operators.WireRecord;
import io.saec.state.FieldHead;
import io.saec.state.Quota;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;
import org.apache.flink.util.OutputTag;

/** Gives CLUSTERING its mailbox, where the results of its threads come in. */
public final class ClusteringOperatorFactory extends AbstractStreamOperatorFactory<FieldCodebook>
    implements TwoInputStreamOperatorFactory<FieldHead, Quota, FieldCodebook> {
  /** What new codebooks publish, in the bytes of the wire. */
  public static final OutputTag<WireRecord> RECORDS = ClusteringOperator.RECORDS;

  private static final long serialVersionUID = 1L;

  private final Rules rules;

  public ClusteringOperatorFactory(Rules rules) {
    this.rules = rules;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as declared by Flink
  public <T extends StreamOperator<FieldCodebook>> T createStreamOperator(
      StreamOperatorParameters<FieldCodebook> parameters) {
    return (T) new ClusteringOperator(parameters, rules);
  }

  @Override
  @SuppressWarnings("rawtypes") // as declared by Flink
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return ClusteringOperator.class;
  }
}
