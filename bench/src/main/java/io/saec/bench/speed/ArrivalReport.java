package io.saec.bench.speed;

import io.saec.bench.Machine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./saec bench arrival} comes to, as {@code --json} writes it.
 *
 * @param pinnedTo core that all of it ran on, null if the process could not be held to one
 * @param seconds that all of it took
 */
public record ArrivalReport(
    Machine machine,
    ArrivalOptions options,
    @Nullable Integer pinnedTo,
    double seconds,
    List<PeakRow> peaks,
    List<ArrivalRow> arrivals,
    List<PeerRow> peers) {}
