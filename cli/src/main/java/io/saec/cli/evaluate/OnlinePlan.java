package io.saec.cli.evaluate;

import io.saec.cli.demo.DemoPlan;
import io.saec.events.TsvSpan;
import io.saec.job.JobOptions;
import io.saec.operators.Rules;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The job over a file's event time: windows and intervals fit what the file spans, as in the demo,
 * unless the user's options say otherwise.
 *
 * @param options of the job; where Kafka is and the budget are still to come
 * @param slide between two boundaries
 * @param interval from one re-clustering to the next
 */
public record OnlinePlan(Map<String, String> options, Duration slide, Duration interval) {

  /**
   * Plans.
   *
   * @param fields of the file
   * @param dim of every embedding
   * @param overrides the user's options
   */
  public static OnlinePlan of(
      TsvSpan span, List<String> fields, int dim, Map<String, String> overrides) {
    Map<String, Integer> dimensions = new LinkedHashMap<>();
    fields.forEach(field -> dimensions.put(field, dim));
    Map<String, String> options = new LinkedHashMap<>(DemoPlan.file(dimensions, span).options());
    options.put("flink.execution.checkpointing.interval", "500 ms");
    options.putAll(overrides);
    Rules rules = JobOptions.read(options).rules();
    Duration slide = Duration.ofMillis(rules.window().slide());
    return new OnlinePlan(options, slide, slide.multipliedBy(rules.interval()));
  }
}
