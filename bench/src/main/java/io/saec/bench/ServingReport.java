package io.saec.bench;

import org.jspecify.annotations.Nullable;

/**
 * What serving from snapshots takes.
 *
 * @param machine it was measured on
 * @param options that it was measured with
 * @param clusters of all fields
 * @param totalBytes of all files, fingerprints included
 * @param totalBytesPacked of all files written without fingerprints
 * @param bytesPerFeature totalBytes by feature
 * @param ratioPacked bytes of the float32 vectors by totalBytesPacked
 * @param ratioWithFingerprint bytes of the float32 vectors by totalBytes
 * @param ratioWithKeys the same as ratioPacked with 8 bytes a feature on both sides
 * @param accounting of that, in words
 * @param buildSeconds to write all files with fingerprints, making up the features included
 * @param loadSeconds to open all files and look up a feature in each, when the system had {@code
 *     cachedBytes} of them in memory
 * @param cachedBytes of all files after the system was asked to forget them; 0 is a cold start
 * @param loadSecondsWarm the same at once again
 * @param verifySeconds to open all files and check every byte
 * @param lookupNanos embedding into a reused array, features drawn by Zipf's law, exponent 1
 * @param lookupUniformNanos the same, all features equally likely
 * @param lookupUniformInHeapNanos the same in files that were read into the heap
 * @param memoryNanos one read at a random place of the files
 * @param missFalsePositive share of unknown features that were taken for known ones
 * @param wrong look-ups of known features that did not find them; 0, or something is broken
 * @param followPerSecond into memory
 * @param followPerSecondInRocksDb into a store that outlives the process; null if there was none
 */
public record ServingReport(
    Machine machine,
    ServingOptions options,
    long clusters,
    long totalBytes,
    long totalBytesPacked,
    double bytesPerFeature,
    double ratioPacked,
    double ratioWithFingerprint,
    double ratioWithKeys,
    String accounting,
    double buildSeconds,
    double loadSeconds,
    long cachedBytes,
    double loadSecondsWarm,
    double verifySeconds,
    LookupNanos lookupNanos,
    LookupNanos lookupUniformNanos,
    LookupNanos lookupUniformInHeapNanos,
    LookupNanos memoryNanos,
    double missFalsePositive,
    long wrong,
    FollowRates followPerSecond,
    @Nullable FollowRates followPerSecondInRocksDb) {}
