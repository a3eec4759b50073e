/** Where a view keeps its mappings: in memory, over a snapshot, or where another module has it. */
@NullMarked
package io.saec.client.store;

import org.jspecify.annotations.NullMarked;
