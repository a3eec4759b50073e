package io.saec.operators;

import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;

/** The counters of the one operator under test. */
public final class Metrics extends InterceptingTaskMetricGroup {
  private final InterceptingOperatorMetricGroup operator = new InterceptingOperatorMetricGroup();

  /** Where the operator is to run to be counted in here. */
  public MockEnvironment environment() {
    return new MockEnvironmentBuilder()
        .setMaxParallelism(8)
        .setParallelism(1)
        .setSubtaskIndex(0)
        .setMetricGroup(this)
        .build();
  }

  public long count(String name) {
    return ((Counter) operator.get(name)).getCount();
  }

  @Override
  public InternalOperatorMetricGroup getOrAddOperator(
      OperatorID id, String name, Map<String, String> variables) {
    return operator;
  }
}
