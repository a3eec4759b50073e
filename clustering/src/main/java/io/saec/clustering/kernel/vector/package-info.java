/**
 * The kernel by the Vector API. Loaded by name, since the JDK has the API in a module that a JVM
 * must be started with; compiled apart, since the compiler warns of that module.
 */
@NullMarked
package io.saec.clustering.kernel.vector;

import org.jspecify.annotations.NullMarked;
