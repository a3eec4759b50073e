package io.saec.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aTokenBucketSpacesRecordsEvenly() {
    Pace pace = Pace.perSecond(4, Duration.ZERO);
    long now = 17 * SECOND;
    assertThat(pace.delay(0, 0, now)).isZero();
    assertThat(pace.delay(1, 0, now)).isEqualTo(SECOND / 4);
    assertThat(pace.delay(1, 0, now + SECOND / 8)).isEqualTo(SECOND / 8);
    assertThat(pace.delay(1, 0, now + SECOND / 4)).isZero();
    assertThat(pace.delay(2, 0, now + SECOND / 4)).isEqualTo(SECOND / 4);
  }

  @Test
  void aTokenBucketCatchesUpWithNoMoreThanItsBurst() {
    Pace pace = Pace.perSecond(10, Duration.ofMillis(500));
    assertThat(pace.delay(0, 0, 0)).isZero();
    long muchLater = 100 * SECOND;
    int sent = 0;
    while (pace.delay(1, 0, muchLater) == 0) {
      sent++;
    }
    assertThat(sent).isEqualTo(6);
  }

  @Test
  void compressedTimeEndsWhenItShould() {
    Pace pace = Pace.compressed(1_000_000, 3_000_000, Duration.ofSeconds(10));
    long start = 5 * SECOND;
    assertThat(pace.delay(0, 1_000_000, start)).isZero();
    assertThat(pace.delay(1, 2_000_000, start)).isEqualTo(5 * SECOND);
    assertThat(pace.delay(1, 2_000_000, start + 6 * SECOND)).isZero();
    assertThat(pace.delay(2, 1_500_000, start + 6 * SECOND)).isZero();
    assertThat(pace.delay(3, 3_000_000, start + 6 * SECOND)).isEqualTo(4 * SECOND);
  }

  @Test
  void compressedTimeOfASingleInstantWaitsForNothing() {
    Pace pace = Pace.compressed(7, 7, Duration.ofSeconds(10));
    assertThat(pace.delay(0, 7, 0)).isZero();
  }

  @Test
  void boundedLagFollowsItsConsumerAndAsksSeldom() {
    AtomicLong consumed = new AtomicLong();
    AtomicLong asked = new AtomicLong();
    Pace pace =
        Pace.following(
            () -> {
              asked.incrementAndGet();
              return consumed.get();
            },
            100);
    for (int record = 0; record < 100; record++) {
      assertThat(pace.delay(record, 0, 0)).isZero();
    }
    assertThat(asked).hasValue(0);
    assertThat(pace.delay(100, 0, 0)).isPositive();
    consumed.set(50);
    for (int record = 100; record < 150; record++) {
      assertThat(pace.delay(record, 0, 0)).isZero();
    }
    assertThat(asked).hasValue(2);
    assertThat(pace.delay(150, 0, 0)).isPositive();
  }

  @Test
  void impossiblePacesAreRefused() {
    assertThatThrownBy(() -> Pace.perSecond(0, Duration.ZERO)).hasMessageContaining("rate");
    assertThatThrownBy(() -> Pace.perSecond(Double.NaN, Duration.ZERO))
        .hasMessageContaining("rate");
    assertThatThrownBy(() -> Pace.following(() -> 0, 0)).hasMessageContaining("maxLag");
    assertThatThrownBy(() -> Pace.compressed(2, 1, Duration.ZERO)).hasMessageContaining("from 2");
  }
}
