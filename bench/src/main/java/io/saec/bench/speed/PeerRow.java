package io.saec.bench.speed;

/**
 * What another implementation takes for the same, over the same bytes, in the same run.
 *
 * @param peer name and version
 * @param problem that it was given
 * @param what it did
 * @param seconds of a run, or of an arrival; the median
 * @param speedup its seconds by those of the best kernel here
 */
public record PeerRow(String peer, String problem, String what, double seconds, double speedup) {}
