package io.saec.cli.evaluate;

import io.saec.evaluate.CompressedField;
import io.saec.evaluate.Compressor;
import io.saec.evaluate.FieldEmbeddings;
import io.saec.job.UserError;
import io.saec.model.FeatureEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compresses each model by a job of its own.
 *
 * <p>The windows hold all events, and there is one boundary; else the job is as its options say.
 */
public final class JobCompressor implements Compressor {
  private static final Duration SLIDE = Duration.ofHours(1);

  private final Jobs jobs;
  private final Map<String, String> options;

  /**
   * @param options of the job, over those that an evaluation needs; fields, topics and budget,
   *     windows and intervals have no say
   */
  public JobCompressor(Jobs jobs, Map<String, String> options) {
    this.jobs = jobs;
    this.options = options(options);
  }

  private static Map<String, String> options(Map<String, String> overrides) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("topics.partitions", "4");
    options.put("shards", "16");
    options.put("events.out-of-orderness", "1 s");
    options.put("events.idle-after", "0 ms");
    options.put("flink.execution.checkpointing.interval", "500 ms");
    options.put("flink.pipeline.auto-watermark-interval", "50 ms");
    options.putAll(overrides);
    for (String key : List.of("window.slide", "window.width", "reclustering.interval")) {
      options.put(key, SLIDE.toMillis() + " ms");
    }
    return options;
  }

  @Override
  public List<CompressedField> compress(List<FieldEmbeddings> fields, double ratio)
      throws IOException, InterruptedException {
    Map<String, Integer> dimensions = new LinkedHashMap<>();
    fields.forEach(field -> dimensions.put(field.field(), field.dim()));
    try (JobRun run = jobs.start(dimensions, ratio, options)) {
      run.pass(events(fields), SLIDE.toMillis());
      return fields.stream().map(field -> readBack(run, field)).toList();
    }
  }

  /**
   * Of each feature one event, with its embedding and as many occurrences as the training part has
   * rows of it, which is what they would be folded to before the job counts them.
   */
  private static List<FeatureEvent> events(List<FieldEmbeddings> fields) {
    List<FeatureEvent> events = new ArrayList<>();
    for (FieldEmbeddings of : fields) {
      for (int i = 0; i < of.size(); i++) {
        float[] embedding = Arrays.copyOfRange(of.vectors(), i * of.dim(), (i + 1) * of.dim());
        int count = Math.toIntExact(of.counts()[i]);
        events.add(new FeatureEvent(of.field(), of.features().get(i), 0, count, embedding));
      }
    }
    return events;
  }

  private static CompressedField readBack(JobRun run, FieldEmbeddings field) {
    return run.readBack(field)
        .orElseThrow(() -> new UserError("the job made no codebook of field " + field.field()));
  }
}
