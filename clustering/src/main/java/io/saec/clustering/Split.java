package io.saec.clustering;

/**
 * A cluster cut in two.
 *
 * @param row of the cluster
 * @param gain by which the cut lowers the weighted error, once both parts have their means as
 *     centroids; 0 if there is no cut that does
 * @param kept points of the part of the greater weight, ascending; it keeps the cluster's id
 * @param moved points of the other part, ascending; empty if there is no cut
 */
record Split(int row, double gain, int[] kept, int[] moved) {}
