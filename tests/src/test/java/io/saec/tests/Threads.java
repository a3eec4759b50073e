package io.saec.tests;

import java.util.Arrays;

/** What this process is at. */
final class Threads {
  private Threads() {}

  /** Whether clusters are being found for a job at this moment. */
  static boolean areInKMeans() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().endsWith("computation"))
        .flatMap(thread -> Arrays.stream(thread.getValue()))
        .anyMatch(frame -> frame.getClassName().equals("io.saec.clustering.Evolution"));
  }
}
