/** Maps features to clusters as they arrive and at every new codebook. */
@NullMarked
package io.saec.operators.assignment;

import org.jspecify.annotations.NullMarked;
