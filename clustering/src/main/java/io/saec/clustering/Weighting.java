package io.saec.clustering;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How much a feature counts in k-means by its frequency. What is said of a codebook afterwards, its
 * weights and its distortion, is by frequency always.
 */
public enum Weighting {
  /** As often as it was seen: makes the distortion least. */
  FREQUENCY {
    @Override
    double of(long frequency) {
      return frequency;
    }
  },
  /** The square root of that: the rare features of the head get more of the centroids. */
  SQRT {
    @Override
    double of(long frequency) {
      return Math.sqrt((double) frequency);
    }
  },
  /** {@code ln(1 + frequency)}: features count almost alike. */
  LOG {
    @Override
    double of(long frequency) {
      return StrictMath.log1p((double) frequency);
    }
  };

  /**
   * Weight of a feature that was seen, positive; the same bits on every machine.
   *
   * @param frequency at least 1
   */
  abstract double of(long frequency);

  /** The word in options. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The weighting of that word, empty if there is none. */
  public static Optional<Weighting> of(String word) {
    return Arrays.stream(values()).filter(weighting -> weighting.word().equals(word)).findFirst();
  }
}
