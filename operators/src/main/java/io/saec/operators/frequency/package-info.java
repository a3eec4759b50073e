/** Counts each feature over the sliding window and sends its shard's head at each boundary. */
@NullMarked
package io.saec.operators.frequency;

import org.jspecify.annotations.NullMarked;
