package io.saec.bench.vector;

import io.saec.bench.speed.PeakLoops;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Eight chains side by side: a multiply-add takes four cycles, and two are begun in each. Every
 * chain has an initial vector of its own, for the compiler keeps one that is shared in memory.
 */
public final class VectorPeakLoops implements PeakLoops {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
  private static final int STEP = LANES.length();
  private static final int BLOCK = 8 * STEP;

  /** Keeps all sums finite however often it is multiplied by. */
  private static final float FACTOR = 0.5f;

  @Override
  public int block() {
    return BLOCK;
  }

  @Override
  public float registers(int blocks) {
    FloatVector factor = FloatVector.broadcast(LANES, FACTOR);
    FloatVector a = FloatVector.broadcast(LANES, 1);
    FloatVector b = FloatVector.broadcast(LANES, 2);
    FloatVector c = FloatVector.broadcast(LANES, 3);
    FloatVector d = FloatVector.broadcast(LANES, 4);
    FloatVector e = FloatVector.broadcast(LANES, 5);
    FloatVector f = FloatVector.broadcast(LANES, 6);
    FloatVector g = FloatVector.broadcast(LANES, 7);
    FloatVector h = FloatVector.broadcast(LANES, 8);
    for (int block = 0; block < blocks; block++) {
      a = a.fma(factor, factor);
      b = b.fma(factor, factor);
      c = c.fma(factor, factor);
      d = d.fma(factor, factor);
      e = e.fma(factor, factor);
      f = f.fma(factor, factor);
      g = g.fma(factor, factor);
      h = h.fma(factor, factor);
    }
    return a.add(b).add(c.add(d)).add(e.add(f).add(g.add(h))).reduceLanes(VectorOperators.ADD);
  }

  @Override
  public float read(float[] values, int from, int blocks, int passes) {
    FloatVector factor = FloatVector.broadcast(LANES, FACTOR);
    float sum = 0;
    int end = from + blocks * BLOCK;
    for (int pass = 0; pass < passes; pass++) {
      FloatVector a = FloatVector.broadcast(LANES, 1);
      FloatVector b = FloatVector.broadcast(LANES, 2);
      FloatVector c = FloatVector.broadcast(LANES, 3);
      FloatVector d = FloatVector.broadcast(LANES, 4);
      FloatVector e = FloatVector.broadcast(LANES, 5);
      FloatVector f = FloatVector.broadcast(LANES, 6);
      FloatVector g = FloatVector.broadcast(LANES, 7);
      FloatVector h = FloatVector.broadcast(LANES, 8);
      for (int at = from; at < end; at += BLOCK) {
        a = FloatVector.fromArray(LANES, values, at).fma(factor, a);
        b = FloatVector.fromArray(LANES, values, at + STEP).fma(factor, b);
        c = FloatVector.fromArray(LANES, values, at + 2 * STEP).fma(factor, c);
        d = FloatVector.fromArray(LANES, values, at + 3 * STEP).fma(factor, d);
        e = FloatVector.fromArray(LANES, values, at + 4 * STEP).fma(factor, e);
        f = FloatVector.fromArray(LANES, values, at + 5 * STEP).fma(factor, f);
        g = FloatVector.fromArray(LANES, values, at + 6 * STEP).fma(factor, g);
        h = FloatVector.fromArray(LANES, values, at + 7 * STEP).fma(factor, h);
      }
      sum += a.add(b).add(c.add(d)).add(e.add(f).add(g.add(h))).reduceLanes(VectorOperators.ADD);
    }
    return sum;
  }
}
