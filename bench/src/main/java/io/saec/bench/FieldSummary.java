package io.saec.bench;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Over all boundaries but the first. A ratio is null where there is nothing to compare, as in a
 * field whose features all keep their own vector.
 *
 * @param features live at the last boundary
 * @param k asked for at the last boundary
 * @param distortion over the head, at the last boundary, and so the next three
 * @param distortionAll over all features seen
 * @param distortionVsCold greatest ratio of the distortion to that of plain k-means
 * @param distortionVsColdMean mean of that ratio
 * @param distortionVsRestartMean mean ratio to the distortion of a codebook made from nothing
 * @param churn mean
 * @param churnCold mean
 * @param churnVsCold ratio of both means
 * @param curveError mean
 * @param curveErrorAll mean
 * @param seconds of a codebook, mean
 */
public record FieldSummary(
    int features,
    int k,
    double distortion,
    double distortionCold,
    double distortionAll,
    double distortionAllCold,
    @Nullable Double distortionVsCold,
    @Nullable Double distortionVsColdMean,
    @Nullable Double distortionVsRestartMean,
    @Nullable Double churn,
    @Nullable Double churnCold,
    @Nullable Double churnVsCold,
    @Nullable Double curveError,
    @Nullable Double curveErrorAll,
    double seconds) {

  /** Of rows in the order of their boundaries, one at least. */
  static FieldSummary of(List<EvolutionRow> rows) {
    EvolutionRow last = rows.get(rows.size() - 1);
    Double churn = mean(rows, EvolutionRow::churn);
    Double churnCold = mean(rows, EvolutionRow::churnCold);
    return new FieldSummary(
        last.features(),
        last.k(),
        last.distortion(),
        last.distortionCold(),
        last.distortionAll(),
        last.distortionAllCold(),
        greatest(rows, EvolutionRow::vsCold),
        mean(rows, EvolutionRow::vsCold),
        mean(rows, EvolutionRow::vsRestart),
        churn,
        churnCold,
        rows.stream().anyMatch(row -> row.vsCold() != null) ? ratio(churn, churnCold) : null,
        mean(rows, EvolutionRow::curveError),
        mean(rows, EvolutionRow::curveErrorAll),
        rows.stream().skip(1).mapToDouble(EvolutionRow::seconds).average().orElse(last.seconds()));
  }

  static @Nullable Double absolute(@Nullable Double value) {
    return value == null ? null : Math.abs(value);
  }

  /** Null where there is nothing to compare with. */
  static @Nullable Double ratio(@Nullable Double value, @Nullable Double by) {
    return value == null || by == null || by == 0 ? null : value / by;
  }

  /** Of the rows that have a value, null if none has. */
  static <R> @Nullable Double mean(List<R> rows, Function<R, @Nullable Double> value) {
    return orNull(
        rows.stream()
            .map(value)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .average());
  }

  /** Of the rows that have a value, null if none has. */
  static <R> @Nullable Double greatest(List<R> rows, Function<R, @Nullable Double> value) {
    return orNull(
        rows.stream().map(value).filter(Objects::nonNull).mapToDouble(Double::doubleValue).max());
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
