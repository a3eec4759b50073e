package io.saec.clustering;

import java.util.Arrays;
import java.util.Random;

/**
 * Heads of a field as time goes on: features lie about groups and groups about families; families,
 * groups and features drift, groups die out and others come up, frequencies are Zipf's and change,
 * and there are ever more features. (not thread safe)
 */
final class DriftingStream {
  /** Standard deviations of families about 0 and of groups about their family. */
  private static final float FAMILY_SPREAD = 1.5f;

  private static final float GROUP_SPREAD = 0.7f;

  /**
   * The shape of a stream.
   *
   * @param features at the start; there are one in a hundred more at each boundary
   * @param spread standard deviation of features about their group
   * @param drift standard deviation by which families and groups move from boundary to boundary, in
   *     each dimension; features do by as much of their spread
   */
  record Shape(int dim, int features, int families, int groups, float spread, float drift) {}

  private final Shape shape;
  private final Random random;
  private final float[] families;
  private final float[] groups;
  private final int[] familyOf;
  private final double[] popularity;
  private int size;
  private int names;
  private float[] offsets;
  private int[] groupOf;
  private double[] frequencies;
  private int[] nameOf;

  DriftingStream(Shape shape, long seed) {
    this.shape = shape;
    random = new Random(seed);
    families = Samples.gaussian(random, shape.families() * shape.dim(), FAMILY_SPREAD);
    groups = new float[shape.groups() * shape.dim()];
    familyOf = new int[shape.groups()];
    popularity = new double[shape.groups()];
    for (int group = 0; group < popularity.length; group++) {
      comeUp(group);
    }
    offsets = new float[0];
    groupOf = new int[0];
    frequencies = new double[0];
    nameOf = new int[0];
    addFeatures(shape.features());
  }

  int size() {
    return size;
  }

  /** What tells features apart from boundary to boundary, in the order of the head. */
  int[] names() {
    return nameOf.clone();
  }

  Head head() {
    int dim = shape.dim();
    float[] embeddings = offsets.clone();
    long[] counts = new long[size];
    for (int i = 0; i < size; i++) {
      int group = groupOf[i];
      for (int j = 0; j < dim; j++) {
        embeddings[i * dim + j] += groups[group * dim + j] + families[familyOf[group] * dim + j];
      }
      counts[i] = Math.round(frequencies[i]);
    }
    return Samples.weighted(embeddings, counts);
  }

  /** Goes on to the next boundary. */
  void step() {
    add(families, shape.drift());
    add(groups, shape.drift());
    for (int group = 0; group < popularity.length; group++) {
      popularity[group] *= Math.exp(0.1 * random.nextGaussian());
      if (random.nextInt(200) == 0) {
        dieOut(group);
      }
    }
    float kept = (float) Math.sqrt(1 - shape.drift() * shape.drift());
    for (int at = 0; at < offsets.length; at++) {
      float moved = (float) random.nextGaussian() * shape.drift() * shape.spread();
      offsets[at] = offsets[at] * kept + moved;
    }
    for (int i = 0; i < size; i++) {
      double changed = frequencies[i] * Math.exp(0.15 * random.nextGaussian());
      frequencies[i] = Math.max(1, Math.min(5_000, changed));
    }
    addFeatures(Math.max(1, size / 100));
  }

  private void dieOut(int group) {
    comeUp(group);
    for (int i = 0; i < size; i++) {
      if (groupOf[i] == group) {
        groupOf[i] = popularGroup();
      }
    }
  }

  private void comeUp(int group) {
    familyOf[group] = random.nextInt(shape.families());
    popularity[group] = Math.exp(0.7 * random.nextGaussian());
    float[] centre = Samples.gaussian(random, shape.dim(), GROUP_SPREAD);
    System.arraycopy(centre, 0, groups, group * shape.dim(), shape.dim());
  }

  private void addFeatures(int count) {
    int first = size;
    size += count;
    offsets = Arrays.copyOf(offsets, size * shape.dim());
    groupOf = Arrays.copyOf(groupOf, size);
    frequencies = Arrays.copyOf(frequencies, size);
    nameOf = Arrays.copyOf(nameOf, size);
    for (int i = first; i < size; i++) {
      float[] offset = Samples.gaussian(random, shape.dim(), shape.spread());
      System.arraycopy(offset, 0, offsets, i * shape.dim(), shape.dim());
      groupOf[i] = popularGroup();
      frequencies[i] = 1 / (random.nextDouble() + 1e-3);
      nameOf[i] = names++;
    }
  }

  private int popularGroup() {
    double left = random.nextDouble() * Arrays.stream(popularity).sum();
    int group = 0;
    while (group < popularity.length - 1 && left >= popularity[group]) {
      left -= popularity[group++];
    }
    return group;
  }

  private void add(float[] values, float deviation) {
    for (int at = 0; at < values.length; at++) {
      values[at] += (float) random.nextGaussian() * deviation;
    }
  }
}
