/**
 * The serving side: follows both topics into a view.
 *
 * <p>Records come in through {@link io.saec.client.MappingFollower} (or any other shell around
 * {@link io.saec.client.ViewUpdater}), one writer stages them by field, and look-ups go through
 * {@link io.saec.client.MappingView}, which shows nothing but whole, sealed versions.
 */
@NullMarked
package io.saec.client;

import org.jspecify.annotations.NullMarked;
