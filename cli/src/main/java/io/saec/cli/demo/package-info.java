/** The demo: a broker, the job, a feeder and a consumer in one process. */
@NullMarked
package io.saec.cli.demo;

import org.jspecify.annotations.NullMarked;
