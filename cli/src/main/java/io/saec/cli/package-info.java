/** The {@code saec} command. */
@NullMarked
package io.saec.cli;

import org.jspecify.annotations.NullMarked;
