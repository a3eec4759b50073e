/** Pure arithmetic: nearest centroid, weighted k-means, codebooks; no Flink. */
@NullMarked
package io.saec.clustering;

import org.jspecify.annotations.NullMarked;
