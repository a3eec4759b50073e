/** A field's sealed version in one file, to be mapped into memory: docs/snapshot-format.md. */
@NullMarked
package io.saec.client.snapshot;

import org.jspecify.annotations.NullMarked;
