package io.saec.bench.speed;

/**
 * An iteration by brute force on one thread and on two, turn and turn about, on all cores.
 *
 * @param cores that there were
 * @param oneSeconds on one thread, the median
 * @param twoSeconds on two
 * @param speedup the one by the other
 */
public record ThreadsRow(
    Shape shape, Kernel kernel, int cores, double oneSeconds, double twoSeconds, double speedup) {}
