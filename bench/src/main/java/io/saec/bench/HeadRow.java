package io.saec.bench;

import io.saec.clustering.Weighting;

/**
 * What clustering from a head costs and saves, beside clustering from every feature that was seen.
 *
 * @param weighting of the head's features
 * @param coverage share of the occurrences that the head was to cover; 1 for all features
 * @param headFeatures in it
 * @param features that were seen in the window
 * @param k clusters asked for, the same for every coverage
 * @param seconds of one core to make a codebook from nothing, median
 * @param secondsWarm to make it from the one before, median
 * @param speedup seconds of all features by these
 * @param speedupWarm likewise, from the codebook before
 * @param distortion over all features, by frequency, of the codebook made from nothing
 * @param distortionWarm likewise, from the codebook before
 * @param loss {@code distortion / distortion of all features by frequency - 1}
 * @param lossWarm likewise, from the codebook before
 */
public record HeadRow(
    String field,
    Weighting weighting,
    double coverage,
    int headFeatures,
    int features,
    int k,
    double seconds,
    double secondsWarm,
    double speedup,
    double speedupWarm,
    double distortion,
    double distortionWarm,
    double loss,
    double lossWarm) {}
