package io.saec.bench.speed;

import org.jspecify.annotations.Nullable;

/**
 * Runs from the codebook of the boundary before, over points that drifted since. Seconds are
 * medians.
 *
 * @param kind how the points lie
 * @param bruteSeconds of an iteration by brute force
 * @param warmSeconds of an iteration with bounds, in a run's second and later ones
 * @param warmSpeedup the one by the other
 * @param warmRunSeconds of a run of all iterations, with the first, which sets the bounds up
 * @param warmRunSpeedup as many by brute force, by that
 * @param shareOfVector rate of warm iterations by that of the vector kernel
 */
public record WarmRow(
    Shape shape,
    String kind,
    Kernel kernel,
    double bruteSeconds,
    double warmSeconds,
    double warmSpeedup,
    double warmRunSeconds,
    double warmRunSpeedup,
    @Nullable Double shareOfVector) {}
