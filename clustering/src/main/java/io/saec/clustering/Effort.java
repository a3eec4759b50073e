package io.saec.clustering;

import java.io.Serializable;

/**
 * What one clustering may take. It changes how long it takes, never what comes out.
 *
 * @param threads that compute it, at least 1
 * @param boundsBytes memory for bounds that spare work from one iteration to the next, 4 bytes for
 *     each point and 64 centroids; where more would be needed a bound is of more centroids and
 *     spares less, and without 4 bytes for each point every iteration computes every score
 */
public record Effort(int threads, long boundsBytes) implements Serializable {
  /** One thread, and bounds for a million points and 4096 centroids. */
  public static final Effort DEFAULT = new Effort(1, 256L << 20);

  public Effort {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1: " + threads);
    }
    if (boundsBytes < 0) {
      throw new IllegalArgumentException("boundsBytes must be at least 0: " + boundsBytes);
    }
  }

  /** For a single iteration, which bounds are no use to. */
  Effort withoutBounds() {
    return new Effort(threads, 0);
  }

  /** Bounds of each point that there is room for. */
  long boundsOf(int points) {
    return boundsBytes / ((long) points * Float.BYTES);
  }
}
