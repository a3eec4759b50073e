/** The words that the job and its readers share, and their bytes on the wire. */
@NullMarked
package io.saec.model;

import org.jspecify.annotations.NullMarked;
