package io.saec.bench;

import java.util.List;
import java.util.Map;

/**
 * What came of one stream.
 *
 * @param boundaries that were measured
 * @param fields over all boundaries but the first, by field
 * @param rows every field at every boundary
 * @param tables of all fields together at every boundary
 * @param heads of the greatest fields at the last boundary
 */
public record StreamReport(
    String name,
    int boundaries,
    Map<String, FieldSummary> fields,
    List<EvolutionRow> rows,
    List<TableRow> tables,
    List<HeadRow> heads) {}
