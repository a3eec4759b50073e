/** Measurements over streams that drift, in one process; no Flink, no Kafka. */
@NullMarked
package io.saec.bench;

import org.jspecify.annotations.NullMarked;
