package io.saec.clustering.kernel.vector;

import io.saec.clustering.kernel.Blocks;
import io.saec.clustering.kernel.Layout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Lanes are centroids, so that each score is a chain of its own. Four points at a time share what
 * is read of the centroids; a single point takes two blocks at a time, so that enough sums are
 * under way. Where a score is below the best so far is seen by the sign of the difference, four
 * vectors at once, and only then is it looked for which.
 *
 * <p>Vectors live in registers as long as they stay local variables of one method: handed to a
 * method that is not inlined they are objects. So the four points are written out, and each sum is
 * read from memory to begin with, not copied from another. (not thread safe)
 */
final class VectorBlocks implements Blocks {
  private static final VectorSpecies<Float> FLOATS =
      FloatVector.SPECIES_PREFERRED.length() <= FloatVector.SPECIES_512.length()
          ? FloatVector.SPECIES_PREFERRED
          : FloatVector.SPECIES_512;

  static final int LANES = FLOATS.length();

  /** Centroids that a step takes: four vectors. */
  private static final int STEP = 4 * LANES;

  /** Points of a tile. */
  private static final int TILE = 4;

  private static final VectorOperators.Comparison LESS = VectorOperators.LT;

  private final int dim;
  private final int blocks;
  private final float[] values;
  private final Layout layout;

  /** Scores of one step. */
  private final float[] scores = new float[STEP];

  /** Least score so far of the point at hand, and where it is. */
  private float best;

  private int found;

  /** Zeros, but for +infinity in the middle: what added to the scores leaves a lane out. */
  private final float[] mask = new float[3 * SIZE + 1];

  VectorBlocks(Layout layout) {
    this.layout = layout;
    dim = layout.dim();
    blocks = layout.blocks();
    values = layout.values();
    mask[SIZE] = Float.POSITIVE_INFINITY;
  }

  @Override
  public Blocks another() {
    return new VectorBlocks(layout);
  }

  @Override
  public int count() {
    return blocks;
  }

  @Override
  public int tile() {
    return TILE;
  }

  @Override
  public float limit() {
    return layout.limit();
  }

  @Override
  public int nearest(float[] points, int offset) {
    best = Float.POSITIVE_INFINITY;
    found = NONE;
    for (int first = 0; first < blocks * SIZE; first += 2 * STEP) {
      pair(first, points, offset);
    }
    return best == Float.NEGATIVE_INFINITY ? NONE : found;
  }

  /** One point, two steps. */
  private void pair(int first, float[] points, int offset) {
    float[] values = this.values;
    int dim = this.dim;
    int row = start(first);
    int other = start(first + STEP);
    FloatVector a0 = FloatVector.fromArray(FLOATS, values, row);
    FloatVector a1 = FloatVector.fromArray(FLOATS, values, row + LANES);
    FloatVector a2 = FloatVector.fromArray(FLOATS, values, row + 2 * LANES);
    FloatVector a3 = FloatVector.fromArray(FLOATS, values, row + 3 * LANES);
    FloatVector b0 = FloatVector.fromArray(FLOATS, values, other);
    FloatVector b1 = FloatVector.fromArray(FLOATS, values, other + LANES);
    FloatVector b2 = FloatVector.fromArray(FLOATS, values, other + 2 * LANES);
    FloatVector b3 = FloatVector.fromArray(FLOATS, values, other + 3 * LANES);
    for (int j = 0; j < dim; j++) {
      row += SIZE;
      other += SIZE;
      FloatVector x = FloatVector.broadcast(FLOATS, points[offset + j]);
      a0 = FloatVector.fromArray(FLOATS, values, row).fma(x, a0);
      a1 = FloatVector.fromArray(FLOATS, values, row + LANES).fma(x, a1);
      a2 = FloatVector.fromArray(FLOATS, values, row + 2 * LANES).fma(x, a2);
      a3 = FloatVector.fromArray(FLOATS, values, row + 3 * LANES).fma(x, a3);
      b0 = FloatVector.fromArray(FLOATS, values, other).fma(x, b0);
      b1 = FloatVector.fromArray(FLOATS, values, other + LANES).fma(x, b1);
      b2 = FloatVector.fromArray(FLOATS, values, other + 2 * LANES).fma(x, b2);
      b3 = FloatVector.fromArray(FLOATS, values, other + 3 * LANES).fma(x, b3);
    }
    FloatVector limit = FloatVector.broadcast(FLOATS, best);
    if (a0.sub(limit)
        .reinterpretAsInts()
        .or(a1.sub(limit).reinterpretAsInts())
        .or(a2.sub(limit).reinterpretAsInts().or(a3.sub(limit).reinterpretAsInts()))
        .compare(LESS, 0)
        .anyTrue()) {
      a0.intoArray(scores, 0);
      a1.intoArray(scores, LANES);
      a2.intoArray(scores, 2 * LANES);
      a3.intoArray(scores, 3 * LANES);
      take(first);
    }
    limit = FloatVector.broadcast(FLOATS, best);
    if (b0.sub(limit)
        .reinterpretAsInts()
        .or(b1.sub(limit).reinterpretAsInts())
        .or(b2.sub(limit).reinterpretAsInts().or(b3.sub(limit).reinterpretAsInts()))
        .compare(LESS, 0)
        .anyTrue()) {
      b0.intoArray(scores, 0);
      b1.intoArray(scores, LANES);
      b2.intoArray(scores, 2 * LANES);
      b3.intoArray(scores, 3 * LANES);
      take(first + STEP);
    }
  }

  /** Where the norm of the centroid at a position is. */
  private int start(int position) {
    return layout.start(position / SIZE) + position % SIZE;
  }

  /** Takes the least of the scores if it is below the best so far. */
  private void take(int first) {
    for (int lane = 0; lane < STEP; lane++) {
      if (scores[lane] < best) {
        best = scores[lane];
        found = first + lane;
      }
    }
  }

  @Override
  public void least(
      int block, float[] points, int[] which, int count, int[] except, float[] least) {
    for (int i = 0; i < count; i += TILE) {
      int i1 = Math.min(i + 1, count - 1);
      int i2 = Math.min(i + 2, count - 1);
      int i3 = Math.min(i + 3, count - 1);
      leastOfTile(block, points, which, i, i1, i2, i3, except, least);
    }
  }

  private void leastOfTile(
      int block,
      float[] points,
      int[] which,
      int i0,
      int i1,
      int i2,
      int i3,
      int[] except,
      float[] least) {
    float[] values = this.values;
    int dim = this.dim;
    int o0 = which[i0] * dim;
    int o1 = which[i1] * dim;
    int o2 = which[i2] * dim;
    int o3 = which[i3] * dim;
    for (int step = 0; step < SIZE; step += STEP) {
      int row = layout.start(block) + step;
      FloatVector a0 = FloatVector.fromArray(FLOATS, values, row);
      FloatVector a1 = FloatVector.fromArray(FLOATS, values, row + LANES);
      FloatVector a2 = FloatVector.fromArray(FLOATS, values, row + 2 * LANES);
      FloatVector a3 = FloatVector.fromArray(FLOATS, values, row + 3 * LANES);
      FloatVector b0 = FloatVector.fromArray(FLOATS, values, row);
      FloatVector b1 = FloatVector.fromArray(FLOATS, values, row + LANES);
      FloatVector b2 = FloatVector.fromArray(FLOATS, values, row + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(FLOATS, values, row + 3 * LANES);
      FloatVector c0 = FloatVector.fromArray(FLOATS, values, row);
      FloatVector c1 = FloatVector.fromArray(FLOATS, values, row + LANES);
      FloatVector c2 = FloatVector.fromArray(FLOATS, values, row + 2 * LANES);
      FloatVector c3 = FloatVector.fromArray(FLOATS, values, row + 3 * LANES);
      FloatVector d0 = FloatVector.fromArray(FLOATS, values, row);
      FloatVector d1 = FloatVector.fromArray(FLOATS, values, row + LANES);
      FloatVector d2 = FloatVector.fromArray(FLOATS, values, row + 2 * LANES);
      FloatVector d3 = FloatVector.fromArray(FLOATS, values, row + 3 * LANES);
      for (int j = 0; j < dim; j++) {
        row += SIZE;
        FloatVector v0 = FloatVector.fromArray(FLOATS, values, row);
        FloatVector v1 = FloatVector.fromArray(FLOATS, values, row + LANES);
        FloatVector v2 = FloatVector.fromArray(FLOATS, values, row + 2 * LANES);
        FloatVector v3 = FloatVector.fromArray(FLOATS, values, row + 3 * LANES);
        FloatVector x = FloatVector.broadcast(FLOATS, points[o0 + j]);
        a0 = v0.fma(x, a0);
        a1 = v1.fma(x, a1);
        a2 = v2.fma(x, a2);
        a3 = v3.fma(x, a3);
        x = FloatVector.broadcast(FLOATS, points[o1 + j]);
        b0 = v0.fma(x, b0);
        b1 = v1.fma(x, b1);
        b2 = v2.fma(x, b2);
        b3 = v3.fma(x, b3);
        x = FloatVector.broadcast(FLOATS, points[o2 + j]);
        c0 = v0.fma(x, c0);
        c1 = v1.fma(x, c1);
        c2 = v2.fma(x, c2);
        c3 = v3.fma(x, c3);
        x = FloatVector.broadcast(FLOATS, points[o3 + j]);
        d0 = v0.fma(x, d0);
        d1 = v1.fma(x, d1);
        d2 = v2.fma(x, d2);
        d3 = v3.fma(x, d3);
      }
      if (except[i0] != NONE) {
        int from = masked(except[i0], step);
        a0 = a0.add(FloatVector.fromArray(FLOATS, mask, from));
        a1 = a1.add(FloatVector.fromArray(FLOATS, mask, from + LANES));
        a2 = a2.add(FloatVector.fromArray(FLOATS, mask, from + 2 * LANES));
        a3 = a3.add(FloatVector.fromArray(FLOATS, mask, from + 3 * LANES));
      }
      FloatVector one = a0.blend(a1, a1.compare(LESS, a0));
      FloatVector other = a2.blend(a3, a3.compare(LESS, a2));
      IntVector bits = one.blend(other, other.compare(LESS, one)).reinterpretAsInts();
      float lowest =
          lowest(
              bits.lanewise(VectorOperators.ASHR, 31)
                  .and(Integer.MAX_VALUE)
                  .lanewise(VectorOperators.XOR, bits)
                  .reduceLanes(VectorOperators.MIN));
      least[i0] = step == 0 ? lowest : Math.min(lowest, least[i0]);
      if (except[i1] != NONE) {
        int from = masked(except[i1], step);
        b0 = b0.add(FloatVector.fromArray(FLOATS, mask, from));
        b1 = b1.add(FloatVector.fromArray(FLOATS, mask, from + LANES));
        b2 = b2.add(FloatVector.fromArray(FLOATS, mask, from + 2 * LANES));
        b3 = b3.add(FloatVector.fromArray(FLOATS, mask, from + 3 * LANES));
      }
      one = b0.blend(b1, b1.compare(LESS, b0));
      other = b2.blend(b3, b3.compare(LESS, b2));
      bits = one.blend(other, other.compare(LESS, one)).reinterpretAsInts();
      lowest =
          lowest(
              bits.lanewise(VectorOperators.ASHR, 31)
                  .and(Integer.MAX_VALUE)
                  .lanewise(VectorOperators.XOR, bits)
                  .reduceLanes(VectorOperators.MIN));
      least[i1] = step == 0 ? lowest : Math.min(lowest, least[i1]);
      if (except[i2] != NONE) {
        int from = masked(except[i2], step);
        c0 = c0.add(FloatVector.fromArray(FLOATS, mask, from));
        c1 = c1.add(FloatVector.fromArray(FLOATS, mask, from + LANES));
        c2 = c2.add(FloatVector.fromArray(FLOATS, mask, from + 2 * LANES));
        c3 = c3.add(FloatVector.fromArray(FLOATS, mask, from + 3 * LANES));
      }
      one = c0.blend(c1, c1.compare(LESS, c0));
      other = c2.blend(c3, c3.compare(LESS, c2));
      bits = one.blend(other, other.compare(LESS, one)).reinterpretAsInts();
      lowest =
          lowest(
              bits.lanewise(VectorOperators.ASHR, 31)
                  .and(Integer.MAX_VALUE)
                  .lanewise(VectorOperators.XOR, bits)
                  .reduceLanes(VectorOperators.MIN));
      least[i2] = step == 0 ? lowest : Math.min(lowest, least[i2]);
      if (except[i3] != NONE) {
        int from = masked(except[i3], step);
        d0 = d0.add(FloatVector.fromArray(FLOATS, mask, from));
        d1 = d1.add(FloatVector.fromArray(FLOATS, mask, from + LANES));
        d2 = d2.add(FloatVector.fromArray(FLOATS, mask, from + 2 * LANES));
        d3 = d3.add(FloatVector.fromArray(FLOATS, mask, from + 3 * LANES));
      }
      one = d0.blend(d1, d1.compare(LESS, d0));
      other = d2.blend(d3, d3.compare(LESS, d2));
      bits = one.blend(other, other.compare(LESS, one)).reinterpretAsInts();
      lowest =
          lowest(
              bits.lanewise(VectorOperators.ASHR, 31)
                  .and(Integer.MAX_VALUE)
                  .lanewise(VectorOperators.XOR, bits)
                  .reduceLanes(VectorOperators.MIN));
      least[i3] = step == 0 ? lowest : Math.min(lowest, least[i3]);
    }
  }

  /** Where the mask begins that leaves a lane out, none if there is none to leave out. */
  private static int masked(int except, int step) {
    return except == NONE ? 2 * SIZE : SIZE - except + step;
  }

  @Override
  public void scores(int block, float[] points, int offset, float[] scores) {
    float[] values = this.values;
    int dim = this.dim;
    for (int step = 0; step < SIZE; step += STEP) {
      int row = layout.start(block) + step;
      FloatVector a0 = FloatVector.fromArray(FLOATS, values, row);
      FloatVector a1 = FloatVector.fromArray(FLOATS, values, row + LANES);
      FloatVector a2 = FloatVector.fromArray(FLOATS, values, row + 2 * LANES);
      FloatVector a3 = FloatVector.fromArray(FLOATS, values, row + 3 * LANES);
      for (int j = 0; j < dim; j++) {
        row += SIZE;
        FloatVector x = FloatVector.broadcast(FLOATS, points[offset + j]);
        a0 = FloatVector.fromArray(FLOATS, values, row).fma(x, a0);
        a1 = FloatVector.fromArray(FLOATS, values, row + LANES).fma(x, a1);
        a2 = FloatVector.fromArray(FLOATS, values, row + 2 * LANES).fma(x, a2);
        a3 = FloatVector.fromArray(FLOATS, values, row + 3 * LANES).fma(x, a3);
      }
      a0.intoArray(scores, step);
      a1.intoArray(scores, step + LANES);
      a2.intoArray(scores, step + 2 * LANES);
      a3.intoArray(scores, step + 3 * LANES);
    }
  }

  @Override
  public float score(int position, float[] points, int offset) {
    return layout.score(position, points, offset);
  }

  /** The float that is ordered among floats as the int is among ints. */
  private static float lowest(int least) {
    return Float.intBitsToFloat(least ^ (least >> 31 & Integer.MAX_VALUE));
  }
}
