/** The real job where an evaluation wants embeddings compressed. */
@NullMarked
package io.saec.cli.evaluate;

import org.jspecify.annotations.NullMarked;
