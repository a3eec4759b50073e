package io.saec.job;

import java.util.Locale;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Savepoints find operators by these names, in lower case: add entries, never edit one. */
enum Step {
  EVENTS,
  DECODE,
  COMBINE,
  FREQUENCY,
  CURVE,
  BUDGET,
  CLUSTERING,
  ASSIGNMENT,
  MAPPING_UPDATES,
  CODEBOOKS,
  DEAD_LETTERS;

  String uid() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  <T> SingleOutputStreamOperator<T> identify(SingleOutputStreamOperator<T> stream) {
    return stream.uid(uid()).name(uid());
  }

  <T> void identify(DataStreamSink<T> sink) {
    sink.uid(uid()).name(uid());
  }
}
