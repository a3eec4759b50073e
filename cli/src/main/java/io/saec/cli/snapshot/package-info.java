/** Snapshots written and compared at the command line. */
@NullMarked
package io.saec.cli.snapshot;

import org.jspecify.annotations.NullMarked;
