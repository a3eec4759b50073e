package io.saec.clustering;

/**
 * A cluster given up, its points handed to clusters nearby.
 *
 * @param row of the cluster
 * @param cost by which that raises the weighted error, once the receivers have their new means as
 *     centroids; may be below 0 where points already are nearer to another centroid
 * @param receivers row that each of its points goes to, in the order of the cluster's members
 * @param heir the receiver of the greatest weight
 * @param bequest the weight that the heir receives
 */
record Merge(int row, double cost, int[] receivers, int heir, double bequest) {}
