package io.saec.bench;

import io.saec.clustering.Weighting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A few figures for all streams together; {@code docs/measuring.md} says how each is made. Null
 * where nothing could be compared.
 *
 * @param distortionVsCold greatest ratio of a codebook's distortion to that of plain k-means, over
 *     all boundaries but the first of each stream
 * @param distortionVsColdMean its mean
 * @param churnVsCold mean churn by the mean churn of plain k-means
 * @param budgetError greatest difference of a table's bytes to its budget, as a share of that
 * @param curveError mean absolute difference of the error that was expected of a codebook to what
 *     it came to, as a share of that
 * @param curveErrorAll the same over all features seen, the head or not
 * @param headSpeedup40 how much faster a head of 40 % is clustered than all features, from nothing,
 *     in the greatest field of the made-up stream
 * @param headSpeedup40Warm the same from the codebook before
 * @param headDistortionLoss40 what that loses, from nothing
 */
public record CodebookSummary(
    @Nullable Double distortionVsCold,
    @Nullable Double distortionVsColdMean,
    @Nullable Double churnVsCold,
    @Nullable Double budgetError,
    @Nullable Double curveError,
    @Nullable Double curveErrorAll,
    @Nullable Double headSpeedup40,
    @Nullable Double headSpeedup40Warm,
    @Nullable Double headDistortionLoss40) {

  /** Of all streams, the made-up one last. */
  static CodebookSummary of(List<StreamReport> streams) {
    // Where all is its own centroid, nothing is won or lost by following what was before.
    List<EvolutionRow> rows =
        streams.stream()
            .flatMap(stream -> stream.rows().stream())
            .filter(row -> row.vsCold() != null)
            .toList();
    HeadRow head =
        streams.get(streams.size() - 1).heads().stream()
            .filter(row -> row.coverage() == 0.4 && row.weighting() == Weighting.FREQUENCY)
            .findFirst()
            .orElse(null);
    return new CodebookSummary(
        FieldSummary.greatest(rows, EvolutionRow::vsCold),
        FieldSummary.mean(rows, EvolutionRow::vsCold),
        FieldSummary.ratio(
            FieldSummary.mean(rows, EvolutionRow::churn),
            FieldSummary.mean(rows, EvolutionRow::churnCold)),
        FieldSummary.greatest(
            streams.stream().flatMap(stream -> stream.tables().stream()).toList(),
            TableRow::budgetError),
        FieldSummary.mean(rows, row -> FieldSummary.absolute(row.curveError())),
        FieldSummary.mean(rows, row -> FieldSummary.absolute(row.curveErrorAll())),
        head == null ? null : head.speedup(),
        head == null ? null : head.speedupWarm(),
        head == null ? null : head.loss());
  }
}
