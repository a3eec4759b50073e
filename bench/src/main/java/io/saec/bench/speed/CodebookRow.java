package io.saec.bench.speed;

/**
 * Whole codebooks, as the job makes them: what a re-clustering of a field takes, but for the
 * distortion of the codebook before, which is about one iteration more.
 *
 * @param first seconds of a first codebook, the median
 * @param firstIterations iterations of k-means by brute force that take as long
 * @param next seconds of a codebook that follows it after the points have drifted, the median
 * @param nextIterations likewise
 */
public record CodebookRow(
    Shape shape,
    String kind,
    Kernel kernel,
    double first,
    double firstIterations,
    double next,
    double nextIterations) {}
