/** The serving side: follows both topics into a view. */
@NullMarked
package io.saec.client;

import org.jspecify.annotations.NullMarked;
