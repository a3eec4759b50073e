package io.saec.bench.speed;

import org.jspecify.annotations.Nullable;

/**
 * A whole run of weighted k-means by brute force, from some of the points.
 *
 * @param kind how the points lie
 * @param seconds the median of all runs
 * @param gflops billions of floating-point operations a second, two a multiply-add of the
 *     distances; the time for the means is in the seconds, their operations are not counted
 * @param shareOfPeak of the multiply-adds that the core does while it reads from its first level
 * @param shareOfVector rate by that of the vector kernel
 */
public record FullRow(
    Shape shape,
    String kind,
    Kernel kernel,
    double seconds,
    double gflops,
    @Nullable Double shareOfPeak,
    @Nullable Double shareOfVector) {}
