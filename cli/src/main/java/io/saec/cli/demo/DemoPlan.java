package io.saec.cli.demo;

import io.saec.events.TsvSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The options that a demo runs the job with: the windows fit the event time that its stream spans,
 * all else is as in any job.
 *
 * @param slide time between two boundaries
 * @param options of the job, by key
 */
public record DemoPlan(Duration slide, Map<String, String> options) {
  /** Seconds of event time that pass in a second of made-up events. */
  public static final int SPEED = 60;

  private static final int BOUNDARIES_OF_A_FILE = 400;
  private static final List<Duration> ROUND =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(7));

  /** Made-up events: a boundary every two seconds, a re-clustering every ten. */
  public static DemoPlan synthetic(Map<String, Integer> dimensions) {
    return of(dimensions, Duration.ofSeconds(2 * SPEED), Duration.ofSeconds(10), 15, 5);
  }

  /** A file: some four hundred boundaries, a window of thirty, re-clustering every fourteen. */
  public static DemoPlan file(Map<String, Integer> dimensions, TsvSpan span) {
    Duration wanted = Duration.ofMillis((span.lastTs() - span.firstTs()) / BOUNDARIES_OF_A_FILE);
    Duration slide =
        ROUND.stream()
            .filter(round -> round.compareTo(wanted) >= 0)
            .findFirst()
            .orElse(Duration.ofDays(30));
    Duration disorder = Duration.ofMillis(Math.max(1_000, span.disorder()));
    return of(dimensions, slide, disorder, 30, 14);
  }

  private static DemoPlan of(
      Map<String, Integer> dimensions, Duration slide, Duration disorder, int panes, int interval) {
    Map<String, String> options = new LinkedHashMap<>();
    dimensions.forEach(
        (field, dimension) -> options.put("fields." + field + ".dimension", dimension.toString()));
    options.put("window.slide", slide.toMillis() + " ms");
    options.put("window.width", slide.multipliedBy(panes).toMillis() + " ms");
    options.put("reclustering.interval", slide.multipliedBy(interval).toMillis() + " ms");
    options.put("events.out-of-orderness", disorder.toMillis() + " ms");
    // Event time runs faster than the clock, and in the end overtakes it.
    options.put("events.allowed-skew", Duration.ofDays(36_500).toMillis() + " ms");
    // All partitions are fed to the end: none is idle, however long the job takes to follow.
    options.put("events.idle-after", "0 ms");
    options.put("shards", "16");
    options.put("topics.partitions", "4");
    options.put("flink.execution.checkpointing.interval", "2 s");
    options.put("flink.pipeline.auto-watermark-interval", "50 ms");
    return new DemoPlan(slide, options);
  }

  /** Event time at which a feed closes, so that the boundary after its last event fires. */
  long closingTs(long lastTs, Duration outOfOrderness) {
    return lastBoundary(lastTs) + outOfOrderness.toMillis() + 1;
  }

  /** Event time of the boundary after the last event. */
  long lastBoundary(long lastTs) {
    return (Math.floorDiv(lastTs, slide.toMillis()) + 1) * slide.toMillis();
  }

  /** Where made-up events begin: so long ago that an hour's demo does not reach the present. */
  public static Instant start(Instant now) {
    return now.minus(Duration.ofHours(SPEED));
  }
}
