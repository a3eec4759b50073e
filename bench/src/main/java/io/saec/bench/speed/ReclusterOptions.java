package io.saec.bench.speed;

import java.util.List;

/**
 * What is measured of re-clustering.
 *
 * @param seed of all that is drawn
 * @param shapes of the made-up points
 * @param drift of made-up points after their codebook was made, as a share of their deviation about
 *     the centre of their blob
 * @param quick measures as little as there is to it, to see that it works
 * @param peers whether peers are measured beside
 */
public record ReclusterOptions(
    long seed, List<Shape> shapes, double drift, boolean quick, boolean peers) {
  public ReclusterOptions {
    if (shapes.isEmpty() || !(drift >= 0 && drift <= 1)) {
      throw new IllegalArgumentException(
          "there must be a shape, and drift must be from 0 to 1: " + shapes + ", " + drift);
    }
  }

  /** How made-up points lie. */
  List<Blobs> blobs() {
    return quick ? List.of(Blobs.FLAT) : List.of(Blobs.values());
  }
}
