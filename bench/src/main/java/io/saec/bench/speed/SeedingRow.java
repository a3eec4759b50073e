package io.saec.bench.speed;

/**
 * The growing of a first codebook out of one cluster.
 *
 * @param seconds until there are as many clusters as there are to be, the median
 * @param iterations of k-means by brute force that take as long
 */
public record SeedingRow(
    Shape shape, String kind, Kernel kernel, double seconds, double iterations) {}
