/** Divides the bytes of all centroids among the fields. */
@NullMarked
package io.saec.operators.budget;

import org.jspecify.annotations.NullMarked;
