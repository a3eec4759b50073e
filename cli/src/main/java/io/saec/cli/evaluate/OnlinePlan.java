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
 * The job over a file's event time: slide and interval fit what the file spans, as in the demo, and
 * all features of a window are its head, unless the user's options say otherwise.
 *
 * @param options of the job; where Kafka is, topics and the budget are still to come
 * @param slide between two boundaries
 * @param interval from one re-clustering to the next
 */
public record OnlinePlan(Map<String, String> options, Duration slide, Duration interval) {

  /**
   * Slides in a window. With the demo's thirty and a smaller head, features that come again after a
   * while have no say in the clusters: on the retail stream 10x loses three times as much.
   */
  private static final int PANES = 90;

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
    DemoPlan demo = DemoPlan.file(dimensions, span);
    Map<String, String> options = new LinkedHashMap<>(demo.options());
    options.put("window.width", demo.slide().multipliedBy(PANES).toMillis() + " ms");
    options.put("head.coverage", "1");
    options.put("flink.execution.checkpointing.interval", "500 ms");
    options.putAll(overrides);
    Rules rules = JobOptions.read(options).rules();
    Duration slide = Duration.ofMillis(rules.window().slide());
    return new OnlinePlan(options, slide, slide.multipliedBy(rules.interval()));
  }
}
