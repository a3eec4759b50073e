package io.saec.bench;

/**
 * Mapping updates that a view takes in, in a second of one core.
 *
 * @param arrivals of features that were not known
 * @param moves of features that were
 */
public record FollowRates(double arrivals, double moves) {}
