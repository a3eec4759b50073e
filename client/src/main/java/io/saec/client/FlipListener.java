package io.saec.client;

/** Is told of flips, see {@link MappingView#listen}. */
@FunctionalInterface
public interface FlipListener {
  /** A field went from one version to another. */
  void flipped(Flip flip);
}
