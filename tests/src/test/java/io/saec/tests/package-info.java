/** What needs several modules at once. */
@NullMarked
package io.saec.tests;

import org.jspecify.annotations.NullMarked;
