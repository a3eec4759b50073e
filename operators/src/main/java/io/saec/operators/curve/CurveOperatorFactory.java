package io.saec.operators.curve;

import io.saec.operators.Rules;
import io.saec.operators.ShardHead;
import io.saec.state.FieldCurve;
import io.saec.state.FieldHead;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.util.OutputTag;

/** Gives CURVE its mailbox, where the results of its threads come in. */
public final class CurveOperatorFactory extends AbstractStreamOperatorFactory<FieldHead>
    implements OneInputStreamOperatorFactory<ShardHead, FieldHead> {
  /** What BUDGET is to know. */
  public static final OutputTag<FieldCurve> CURVES = CurveOperator.CURVES;

  private static final long serialVersionUID = 1L;

  private final Rules rules;

  public CurveOperatorFactory(Rules rules) {
    this.rules = rules;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as declared by Flink
  public <T extends StreamOperator<FieldHead>> T createStreamOperator(
      StreamOperatorParameters<FieldHead> parameters) {
    return (T) new CurveOperator(parameters, rules);
  }

  @Override
  @SuppressWarnings("rawtypes") // as declared by Flink
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return CurveOperator.class;
  }
}
