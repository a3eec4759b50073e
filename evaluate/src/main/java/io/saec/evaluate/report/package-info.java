/** An evaluation as a page that stands alone. */
@NullMarked
package io.saec.evaluate.report;

import org.jspecify.annotations.NullMarked;
