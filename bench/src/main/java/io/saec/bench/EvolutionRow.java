package io.saec.bench;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One field at one boundary. Distortions are by frequency, and over the head but for those of all
 * features that were seen; a churn is a share of the live features that were live at the boundary
 * before, and null at the first.
 *
 * @param boundary event time
 * @param features live
 * @param headFeatures in the head
 * @param headCoverage share of the field's occurrences that the head holds
 * @param k clusters asked for
 * @param clusters that the codebook has
 * @param centroidsChanged that a job would publish, those born included
 * @param distortion of the codebook that follows the one before, under the mapping that a job seals
 * @param distortionCold of plain k-means from nothing, the best start
 * @param distortionRestart of a codebook made from nothing
 * @param distortionAll over all features, of the codebook that follows the one before
 * @param distortionAllCold over all features, of plain k-means
 * @param vsCold {@code distortion / distortionCold}; null where each point of the head has its own
 *     centroid
 * @param vsRestart {@code distortion / distortionRestart}; null likewise
 * @param churn of the codebook that follows the one before
 * @param churnCold of plain k-means, its clusters named as suits best
 * @param curveError error that was expected of k clusters by that of the codebook, the head's in
 *     proportion for all, less 1; null where none was, or where each point of the head has its own
 *     centroid
 * @param curveErrorAll likewise, by the error over all features that were seen
 * @param seconds of one core that the codebook took
 * @param secondsCold of one core that a start of plain k-means took
 * @param starts of plain k-means
 */
public record EvolutionRow(
    String field,
    Instant boundary,
    int features,
    int headFeatures,
    double headCoverage,
    int k,
    int clusters,
    int centroidsChanged,
    double distortion,
    double distortionCold,
    double distortionRestart,
    double distortionAll,
    double distortionAllCold,
    @Nullable Double vsCold,
    @Nullable Double vsRestart,
    @Nullable Double churn,
    @Nullable Double churnCold,
    @Nullable Double curveError,
    @Nullable Double curveErrorAll,
    double seconds,
    double secondsCold,
    int starts) {}
