package io.saec.clustering.budget;

/**
 * What a field asks of the budget.
 *
 * @param live features of the field, each of which costs an id
 * @param dim dimension of the field
 * @param least k that it gets in any case, at least 1
 * @param most k that is of any use to it, at least {@code least}
 * @param curve what k is worth to it
 */
public record Demand(long live, int dim, int least, int most, ErrorCurve curve) {
  public Demand {
    if (live < 0 || dim < 1) {
      throw new IllegalArgumentException(live + " features of " + dim + " dimensions");
    }
    if (least < 1 || most < least) {
      throw new IllegalArgumentException("k cannot be from " + least + " to " + most);
    }
  }
}
