/** Folds the occurrences of a hot feature before the shuffle. */
@NullMarked
package io.saec.operators.combine;

import org.jspecify.annotations.NullMarked;
