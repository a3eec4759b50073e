package io.saec.cli.flink;

/** How much of this machine a trial takes, beside whatever else runs on it. */
public final class Cores {
  private static final int MOST = 4;

  private Cores() {}

  /** Subtasks, or threads: one a core, four at the most. */
  public static int few() {
    return Math.min(MOST, Runtime.getRuntime().availableProcessors());
  }
}
