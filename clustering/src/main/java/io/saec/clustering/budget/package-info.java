@NullMarked
package io.saec.clustering.budget;

import org.jspecify.annotations.NullMarked;
