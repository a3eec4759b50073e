package io.saec.clustering;

/**
 * What is on one side of a plane: all points whose deviation from the origin has a dot product with
 * the direction that is above the offset.
 *
 * @param origin shape [dim]
 * @param direction shape [dim], of any length
 */
record HalfSpace(double[] origin, double[] direction, double offset) {

  /** What is nearer to one point than to another. */
  static HalfSpace nearer(int point, int other, WeightedPoints points) {
    int dim = points.dim();
    double[] origin = new double[dim];
    double[] direction = new double[dim];
    double norm = 0;
    for (int j = 0; j < dim; j++) {
      origin[j] = points.values()[other * dim + j];
      direction[j] = points.values()[point * dim + j] - origin[j];
      norm += direction[j] * direction[j];
    }
    return new HalfSpace(origin, direction, norm / 2);
  }
}
