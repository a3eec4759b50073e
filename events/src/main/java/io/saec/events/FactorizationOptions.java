package io.saec.events;

/**
 * How a factorization machine learns.
 *
 * @param factors latent factors a feature, d
 * @param learningRate first step of AdaGrad
 * @param l2 weight of the squared parameters in the loss, on those of the row at hand
 * @param spread standard deviation of the factors at the start
 * @param seed of the factors at the start
 */
public record FactorizationOptions(
    int factors, float learningRate, float l2, float spread, long seed) {
  public FactorizationOptions {
    if (factors < 1 || factors > 4096) {
      throw new IllegalArgumentException("factors must be from 1 to 4096: " + factors);
    }
    if (!(learningRate > 0 && learningRate <= 10)) {
      throw new IllegalArgumentException("learningRate must be in (0, 10]: " + learningRate);
    }
    if (!(l2 >= 0 && l2 <= 1)) {
      throw new IllegalArgumentException("l2 must be from 0 to 1: " + l2);
    }
    if (!(spread >= 0 && spread <= 10)) {
      throw new IllegalArgumentException("spread must be from 0 to 10: " + spread);
    }
  }

  /** 16 factors and rates that suit most data. */
  public static FactorizationOptions defaults(long seed) {
    return new FactorizationOptions(16, 0.1f, 1e-5f, 0.05f, seed);
  }
}
