package io.saec.bench.speed;

/**
 * How often something is timed.
 *
 * @param warmups shots that do not count, for the JVM to compile what it runs
 * @param runs shots that do
 */
record Shots(int warmups, int runs) {
  private static final int RUNS = 5;
  private static final int WARMUPS = 3;

  /** Operations of an iteration below which a shot is over before anything is compiled. */
  private static final double SMALL = 5e8;

  private static final int MANY_WARMUPS = 60;

  /** Shots of a few iterations of some shape. */
  static Shots of(Shape shape, boolean quick) {
    if (quick) {
      return new Shots(1, 2);
    }
    return new Shots(shape.flops(1) < SMALL ? MANY_WARMUPS : shape.large() ? 1 : WARMUPS, RUNS);
  }

  /** At least as many, in passes of so many each. */
  Shots passes(int each) {
    return new Shots(passes(warmups, each) * each, passes(runs, each) * each);
  }

  private static int passes(int shots, int each) {
    return (shots + each - 1) / each;
  }
}
