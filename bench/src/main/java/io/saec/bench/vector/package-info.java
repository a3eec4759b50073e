/** What has to be written with the Vector API; loaded by name where the JVM has its module. */
@NullMarked
package io.saec.bench.vector;

import org.jspecify.annotations.NullMarked;
