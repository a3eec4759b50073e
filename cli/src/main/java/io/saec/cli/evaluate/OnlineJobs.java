package io.saec.cli.evaluate;

import io.saec.evaluate.OnlineCompressor;
import java.io.IOException;
import java.util.Map;

/**
 * Compresses each stream by a job of its own.
 *
 * @param jobs that run it
 * @param plan of every job
 */
public record OnlineJobs(Jobs jobs, OnlinePlan plan) implements OnlineCompressor {
  @Override
  public Run start(Map<String, Integer> dimensions, double ratio)
      throws IOException, InterruptedException {
    return new OnlineRun(jobs.start(dimensions, ratio, plan.options()));
  }
}
