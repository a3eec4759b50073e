package io.saec.bench;

import java.util.List;

/**
 * What {@code ./saec bench codebook} comes to, as {@code --json} writes it.
 *
 * @param accounting how bytes are counted, in words
 * @param seconds that all of it took
 */
public record CodebookReport(
    Machine machine,
    CodebookOptions options,
    String accounting,
    double seconds,
    CodebookSummary summary,
    List<StreamReport> streams) {}
