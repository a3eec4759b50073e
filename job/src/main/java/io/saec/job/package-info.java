/** Options, topology, Kafka ends and the Flink main. */
@NullMarked
package io.saec.job;

import org.jspecify.annotations.NullMarked;
