package io.saec.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DriftingBlobsTest {
  private static final long DAY = 86_400_000;

  private final DriftingBlobs blobs = new DriftingBlobs(5, 16, 32, DAY);

  @Test
  void featuresOfAGroupAreNearerThanOthers() {
    int nearer = 0;
    int pairs = 0;
    for (int a = 0; a < 200; a++) {
      for (int b = a + 1; b < 200; b++) {
        if (blobs.groupOf(a) == blobs.groupOf(b)) {
          pairs++;
          int other = (b + 1) % 200;
          boolean sameAgain = blobs.groupOf(other) == blobs.groupOf(a);
          nearer += sameAgain || distance(a, b, 0) < distance(a, other, 0) ? 1 : 0;
        }
      }
    }
    assertThat(pairs).isGreaterThan(100);
    assertThat(nearer).isEqualTo(pairs);
  }

  @Test
  void embeddingsDriftSlowlyAndComeRound() {
    float[] now = blobs.at(1, 1_000_000);
    assertThat(blobs.at(1, 1_000_000)).isEqualTo(now);
    assertThat(blobs.at(1, 1_000_000 + DAY)).isEqualTo(now);
    double minute = distance(now, blobs.at(1, 1_060_000));
    double hours = distance(now, blobs.at(1, 1_000_000 + DAY / 4));
    assertThat(minute).isPositive().isLessThan(0.02);
    assertThat(hours).isGreaterThan(0.5);
  }

  private double distance(int a, int b, long ts) {
    return distance(blobs.at(a, ts), blobs.at(b, ts));
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return Math.sqrt(sum);
  }
}
