/** What a terminal shows of the mapping. */
@NullMarked
package io.saec.cli.view;

import org.jspecify.annotations.NullMarked;
