/**
 * The scores of points against centroids, and the least of them: the loops that clustering and
 * arrival spend their time in, in three kinds that give the same bits.
 */
@NullMarked
package io.saec.clustering.kernel;

import org.jspecify.annotations.NullMarked;
