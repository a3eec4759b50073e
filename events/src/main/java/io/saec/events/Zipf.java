package io.saec.events;

/**
 * Draws ranks 1 to n with probability proportional to rank^-exponent, for an n that may change from
 * one draw to the next. Rejection-inversion (Hörmann and Derflinger, ACM TOMACS 6(3), 1996): fewer
 * than 1.2 tries a draw at any n, no tables. (not thread safe)
 */
final class Zipf {
  private final double exponent;
  private final double integralOfFirst;
  private final double sureAcceptance;
  private int n = -1;
  private double integralOfN;

  /**
   * @param exponent more than 0, and not 1 itself, where the integral has another form
   */
  Zipf(double exponent) {
    if (!(exponent > 0) || Math.abs(exponent - 1) < 1e-6) {
      throw new IllegalArgumentException("exponent must be more than 0 and not 1: " + exponent);
    }
    this.exponent = exponent;
    this.integralOfFirst = integral(1.5) - 1;
    this.sureAcceptance = 2 - inverseIntegral(integral(2.5) - power(2));
  }

  /** A rank from 1 to {@code n}. */
  int draw(int n, SplitMix64 random) {
    if (n != this.n) {
      this.n = n;
      this.integralOfN = integral(n + 0.5);
    }
    while (true) {
      double u = integralOfN + random.nextDouble() * (integralOfFirst - integralOfN);
      double x = inverseIntegral(u);
      int rank = Math.min(n, Math.max(1, (int) (x + 0.5)));
      if (rank - x <= sureAcceptance || u >= integral(rank + 0.5) - power(rank)) {
        return rank;
      }
    }
  }

  // StrictMath: the same ranks on every machine.

  private double power(double x) {
    return StrictMath.pow(x, -exponent);
  }

  private double integral(double x) {
    return (StrictMath.pow(x, 1 - exponent) - 1) / (1 - exponent);
  }

  private double inverseIntegral(double y) {
    return StrictMath.pow(1 + y * (1 - exponent), 1 / (1 - exponent));
  }
}
