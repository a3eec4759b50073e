/** Where feature events come from, and how they get into Kafka. */
@NullMarked
package io.saec.events;

import org.jspecify.annotations.NullMarked;
