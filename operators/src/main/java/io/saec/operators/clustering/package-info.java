/** Makes each field's codebook off the mailbox and holds the watermark until it is out. */
@NullMarked
package io.saec.operators.clustering;

import org.jspecify.annotations.NullMarked;
