package io.saec.events;

import io.saec.model.Names;

/**
 * The shape of one made-up field.
 *
 * @param name of the field
 * @param dim embedding dimension
 * @param features known at the start
 * @param maxFeatures in use at a time: beyond it, each new feature takes the place of an old one
 * @param arrival share of the events that bring a feature nobody has seen
 * @param groups of similar features, hidden in the embeddings
 */
public record SyntheticField(
    String name, int dim, int features, int maxFeatures, double arrival, int groups) {
  public SyntheticField {
    if (!Names.isField(name)) {
      throw new IllegalArgumentException("'" + name + "' is not a legal field name");
    }
    if (dim < 1 || features < 1 || maxFeatures < features || groups < 1) {
      throw new IllegalArgumentException(
          "field '" + name + "' needs dim, features and groups of at least 1, maxFeatures of more");
    }
    if (!(arrival >= 0 && arrival <= 1)) {
      throw new IllegalArgumentException(
          "field '" + name + "': arrival must be from 0 to 1: " + arrival);
    }
  }
}
