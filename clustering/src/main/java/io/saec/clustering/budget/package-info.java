/** How many clusters each field gets out of one budget of bytes: pure arithmetic, no Flink. */
@NullMarked
package io.saec.clustering.budget;

import org.jspecify.annotations.NullMarked;
