/** How fast the arithmetic is, beside what the machine can do at the most; JMH underneath. */
@NullMarked
package io.saec.bench.speed;

import org.jspecify.annotations.NullMarked;
