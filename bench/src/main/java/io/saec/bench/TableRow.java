package io.saec.bench;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables of all fields together at one boundary.
 *
 * @param boundary event time
 * @param clusters of each field
 * @param fullBytes of the tables as they were
 * @param bytes of the compressed ones
 * @param ratio of both
 * @param budget in bytes, null if there is none
 * @param budgetError by how much {@code bytes} differ from the budget, as a share of it
 * @param seconds of one core that it took to choose how many clusters each field gets
 */
public record TableRow(
    Instant boundary,
    Map<String, Integer> clusters,
    long fullBytes,
    long bytes,
    double ratio,
    @Nullable Long budget,
    @Nullable Double budgetError,
    double seconds) {}
