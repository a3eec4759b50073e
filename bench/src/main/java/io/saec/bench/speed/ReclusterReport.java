package io.saec.bench.speed;

import io.saec.bench.Machine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./saec bench recluster} comes to, as {@code --json} writes it.
 *
 * @param pinnedTo core that all but {@code threads} ran on, null if the process could not be held
 *     to one
 * @param seconds that all of it took
 * @param full runs by brute force
 * @param warm runs from a codebook
 */
public record ReclusterReport(
    Machine machine,
    ReclusterOptions options,
    @Nullable Integer pinnedTo,
    double seconds,
    List<PeakRow> peaks,
    List<FullRow> full,
    List<WarmRow> warm,
    List<SeedingRow> seeding,
    List<CodebookRow> codebooks,
    List<ThreadsRow> threads,
    List<PeerRow> peers) {}
