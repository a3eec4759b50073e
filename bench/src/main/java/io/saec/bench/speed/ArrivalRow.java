package io.saec.bench.speed;

import org.jspecify.annotations.Nullable;

/**
 * Arrivals at one codebook.
 *
 * @param together features that are looked up in one call
 * @param perSecond arrivals, the median of all runs
 * @param gflops billions of floating-point operations a second, two a multiply-add
 * @param shareOfPeak of the multiply-adds that the core does while it reads from its first level
 * @param shareOfBandwidth of the bandwidth from an array as large as the codebook, if each arrival
 *     reads all of it; more than 1 where several arrivals share what is read
 * @param shareOfVector rate by that of the vector kernel
 * @param allocatedBytes an arrival, rounded; JMH's own book-keeping is in it, some kilobytes a run
 */
public record ArrivalRow(
    int k,
    int dim,
    int together,
    Kernel kernel,
    double perSecond,
    double gflops,
    @Nullable Double shareOfPeak,
    @Nullable Double shareOfBandwidth,
    @Nullable Double shareOfVector,
    long allocatedBytes) {}
