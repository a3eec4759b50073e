/** All that outlives a restart: sliding counts, feature records, descriptors, serializers. */
@NullMarked
package io.saec.state;

import org.jspecify.annotations.NullMarked;
