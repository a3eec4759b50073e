package io.saec.bench.speed;

/** Loops that do nothing but multiply and add, at the width that the machine likes best. */
public interface PeakLoops {

  /** Values are read in blocks of so many floats. */
  int block();

  /**
   * Multiply-adds of registers alone.
   *
   * @param blocks multiply-adds to do, in units of {@link #block}
   * @return of no meaning, but it has to be computed
   */
  float registers(int blocks);

  /**
   * One multiply-add for each value read.
   *
   * @param values read from {@code from} on, {@code blocks} times {@link #block} of them
   * @param passes over them
   * @return of no meaning, but it has to be computed
   */
  float read(float[] values, int from, int blocks, int passes);
}
