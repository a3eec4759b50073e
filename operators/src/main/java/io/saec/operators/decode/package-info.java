/** Bytes to occurrences; what cannot be read becomes a dead letter. */
@NullMarked
package io.saec.operators.decode;

import org.jspecify.annotations.NullMarked;
