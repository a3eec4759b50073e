package io.saec.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProblemLogTest {
  @Test
  void saysOneProblemInAQuietTime() {
    // Nanosecond clocks may overflow.
    AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);
    ProblemLog log = new ProblemLog(clock::get);
    assertThat(log.say("first")).isTrue();
    assertThat(log.say("second")).isFalse();
    clock.addAndGet(ProblemLog.QUIET.toNanos() - 1);
    assertThat(log.say("third")).isFalse();
    clock.incrementAndGet();
    assertThat(log.say("fourth")).isTrue();
    assertThat(log.say("fifth")).isFalse();
  }
}
