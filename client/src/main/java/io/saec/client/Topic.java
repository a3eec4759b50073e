package io.saec.client;

/** The two topics that a view is made from. */
public enum Topic {
  /** {@code mapping-updates}: mappings by {@code field/feature}, seals by {@code field#shard}. */
  MAPPINGS,
  /** {@code codebooks}: centroids by {@code field#cluster}, manifests by {@code field}. */
  CODEBOOKS
}
