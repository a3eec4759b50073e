/** The job on a Flink of this process, or handed to a cluster. */
@NullMarked
package io.saec.cli.flink;

import org.jspecify.annotations.NullMarked;
