package io.saec.bench.speed;

import java.util.List;

/**
 * What is measured of arrivals.
 *
 * @param seed of all that is drawn
 * @param codebooks that features arrive at
 * @param quick measures for a moment only, to see that it works
 * @param peers whether peers are measured beside
 */
public record ArrivalOptions(
    long seed, List<CodebookSize> codebooks, boolean quick, boolean peers) {
  /** Size of a codebook. */
  public record CodebookSize(int k, int dim) {

    /** What one arrival reads: the centroids and their norms. */
    int bytes() {
      return k * (dim + 1) * Float.BYTES;
    }

    /** What it is called in reports and among files. */
    String name() {
      return "k" + k + "-d" + dim;
    }
  }

  /** The sizes that goals are set for, or a small one. */
  public static ArrivalOptions of(long seed, boolean quick, boolean peers) {
    return new ArrivalOptions(
        seed,
        quick
            ? List.of(new CodebookSize(256, 16))
            : List.of(
                new CodebookSize(1024, 16), new CodebookSize(4096, 32), new CodebookSize(4096, 64)),
        quick,
        peers);
  }
}
