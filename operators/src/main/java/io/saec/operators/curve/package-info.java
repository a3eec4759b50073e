/** Merges each field's head and tells BUDGET what error the field would have with how much. */
@NullMarked
package io.saec.operators.curve;

import org.jspecify.annotations.NullMarked;
