package io.saec.operators.clustering;

import io.saec.clustering.Codebook;
import io.saec.state.Considered;
import io.saec.state.FieldHead;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of a field at a boundary.
 *
 * @param at its head
 * @param because why it was re-clustered
 * @param clusters that were wanted
 * @param before distortion of the codebook that was in force, on the head; NaN where there was none
 * @param made the codebook that was made, null where none was
 * @param published the same where it is in force from now on, null where it gained too little
 * @param considered what later boundaries are compared with, null before the first codebook
 * @param took time on the pool's thread
 */
record Decision(
    FieldHead at,
    Because because,
    int clusters,
    double before,
    @Nullable Codebook made,
    @Nullable Codebook published,
    @Nullable Considered considered,
    Duration took) {}
