/** A Kafka broker to try things on, in this process or in one of its own. */
@NullMarked
package io.saec.cli.broker;

import org.jspecify.annotations.NullMarked;
