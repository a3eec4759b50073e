package io.saec.operators.decode;

import io.saec.model.DeadLetterHeaders;
import io.saec.operators.Occurrences;
import io.saec.operators.WireRecord;
import io.saec.operators.WireRecordSerializer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts good events from dead letters and counts both. It logs a dead letter a minute at the most:
 * bad input may come at the rate of good input, and the topic holds every one of them anyway.
 */
public final class Decode extends ProcessFunction<Decoded, Occurrences> {
  /** Records that were not taken. */
  public static final OutputTag<WireRecord> DEAD_LETTERS =
      new OutputTag<>("dead-letters", WireRecordSerializer.TYPE);

  private static final Logger LOG = LoggerFactory.getLogger(Decode.class);
  private static final long serialVersionUID = 1L;
  private static final long LOG_EVERY_MILLIS = 60_000;

  private transient Counter events;
  private transient Counter deadLetters;
  private transient long nextLog;

  @Override
  public void open(OpenContext context) {
    events = getRuntimeContext().getMetricGroup().counter("events");
    deadLetters = getRuntimeContext().getMetricGroup().counter("deadLetters");
    nextLog = Long.MIN_VALUE;
  }

  @Override
  public void processElement(Decoded decoded, Context context, Collector<Occurrences> out) {
    if (decoded.occurrences() != null) {
      events.inc();
      out.collect(decoded.occurrences());
    } else if (decoded.deadLetter() != null) {
      deadLetters.inc();
      context.output(DEAD_LETTERS, decoded.deadLetter());
      long now = context.timerService().currentProcessingTime();
      if (now >= nextLog) {
        nextLog = now + LOG_EVERY_MILLIS;
        LOG.warn(
            "{} dead letters so far; this one: {}",
            deadLetters.getCount(),
            describe(decoded.deadLetter()));
      }
    }
  }

  private static String describe(WireRecord letter) {
    return letter.headers().stream()
        .map(header -> header.name() + "=" + new String(header.value(), StandardCharsets.UTF_8))
        .map(text -> text.replace(DeadLetterHeaders.PREFIX, ""))
        .collect(Collectors.joining(" "));
  }
}
