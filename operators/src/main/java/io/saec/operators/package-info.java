/** The steps of the job and what they share: the rules and the records between them. */
@NullMarked
package io.saec.operators;

import org.jspecify.annotations.NullMarked;
