package io.saec.bench;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One field at one boundary. Distortions are over the head, by frequency; a churn is a share of the
 * live features that were live at the boundary before, and null at the first.
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
 * @param vsCold {@code distortion / distortionCold}; null where each point of the head has its own
 *     centroid
 * @param vsRestart {@code distortion / distortionRestart}; null likewise
 * @param churn of the codebook that follows the one before
 * @param churnCold of plain k-means, its clusters named as suits best
 * @param seconds that the codebook took
 * @param secondsCold that one start of plain k-means took
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
    @Nullable Double vsCold,
    @Nullable Double vsRestart,
    @Nullable Double churn,
    @Nullable Double churnCold,
    double seconds,
    double secondsCold,
    int starts) {}
