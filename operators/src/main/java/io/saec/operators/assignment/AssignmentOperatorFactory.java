package io.saec.operators.assignment;

import io.saec.operators.FieldCodebook;
import io.saec.operators.Rules;
import io.saec.operators.WireRecord;
import io.saec.state.FeatureChange;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;

/** Gives ASSIGNMENT its mailbox, which tells it when the input has nothing more to give. */
public final class AssignmentOperatorFactory extends AbstractStreamOperatorFactory<WireRecord>
    implements TwoInputStreamOperatorFactory<FeatureChange, FieldCodebook, WireRecord> {
  private static final long serialVersionUID = 1L;

  /**
   * To wait costs a change 0.1 to 0.3 us (a mail, a look for its feature, a key set twice), and
   * saves it up to half of its search. Measured of the whole step with the Vector API: a little
   * slower at 8,192 floats, some 20 % faster at 16,384, some 30 % at 131,072.
   */
  private static final int LEAST_FLOATS = 1 << 14;

  private final Rules rules;
  private final int leastFloats;

  public AssignmentOperatorFactory(Rules rules) {
    this(rules, LEAST_FLOATS);
  }

  /**
   * @param leastFloats k * dim of the least codebook whose changes wait for each other
   */
  AssignmentOperatorFactory(Rules rules, int leastFloats) {
    this.rules = rules;
    this.leastFloats = leastFloats;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as declared by Flink
  public <T extends StreamOperator<WireRecord>> T createStreamOperator(
      StreamOperatorParameters<WireRecord> parameters) {
    return (T) new AssignmentOperator(parameters, rules, leastFloats);
  }

  @Override
  @SuppressWarnings("rawtypes") // as declared by Flink
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return AssignmentOperator.class;
  }
}
