/** What compression costs a model, beside other ways to the same bytes. */
@NullMarked
package io.saec.evaluate;

import org.jspecify.annotations.NullMarked;
