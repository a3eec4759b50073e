package io.saec.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.operators.Metrics;
import io.saec.operators.Occurrences;
import io.saec.operators.OccurrencesSerializer;
import io.saec.operators.Recorder;
import io.saec.operators.WireRecord;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DecodeTest {
  private static final Decoded GOOD =
      Decoded.of(25, new Occurrences(1, "apple", 2, 3, 25, new float[] {0.5f}));
  private static final Decoded BAD =
      Decoded.of(
          new WireRecord(
              3,
              null,
              new byte[] {'x'},
              List.of(WireRecord.Header.of("saec.reason", "record is not JSON"))));

  @Test
  void partsOccurrencesFromDeadLettersAndCountsBoth() throws Exception {
    Metrics metrics = new Metrics();
    try (OneInputStreamOperatorTestHarness<Decoded, Occurrences> harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new Decode()), metrics.environment())) {
      Recorder<Occurrences> out = new Recorder<>(OccurrencesSerializer.INSTANCE);
      harness.setOutputCreator(serializer -> out);
      harness.setup(OccurrencesSerializer.INSTANCE);
      harness.open();
      harness.processElement(GOOD, 25);
      harness.processElement(BAD, 0);
      harness.processElement(GOOD, 25);

      assertThat(out.all(Occurrences.class)).hasSize(2);
      assertThat(out.all(WireRecord.class)).hasSize(1);
      assertThat(out.words())
          .containsExactly("apple x3 in 2 [0.5]", "null x", "apple x3 in 2 [0.5]");
      assertThat(metrics.count("events")).isEqualTo(2);
      assertThat(metrics.count("deadLetters")).isEqualTo(1);
    }
  }
}
