package io.saec.state;

/**
 * A change that waits in ASSIGNMENT until the boundary before it has been dealt with.
 *
 * @param effective the first boundary that sees the change
 * @param feature that changes
 */
public record HeldKey(long effective, String feature) {}
