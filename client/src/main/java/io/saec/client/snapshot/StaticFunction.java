package io.saec.client.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From 64-bit keys to values, without the keys: {@code columns} bits a key and about 1 % more. A
 * key that was not put in has some value too.
 */
final class StaticFunction {
  /** Keys for a slot of a layer that may reject: nearly all slots get used. */
  private static final double LOAD = 1.04;

  /** So few keys go into a layer that rejects nothing, with room to spare. */
  private static final int FEW = 256;

  private static final double ROOM = 1.25;

  private StaticFunction() {}

  /**
   * The layers of the function, first to last.
   *
   * @param keys all different; sorted by this
   * @param columns bits of a value
   * @return empty if the keys cannot be told apart, as when two are equal: hash anew
   */
  static Optional<List<SolvedLayer>> of(Keys keys, int columns) {
    List<SolvedLayer> layers = new ArrayList<>();
    Keys left = keys;
    while (left.size() > FEW) {
      left.sort();
      Layer layer = Layer.rejecting(wholeGroups(left.size() / LOAD));
      Ribbon ribbon = new Ribbon(layer);
      Keys rejected = new Keys();
      ribbon.addAll(left, rejected);
      layers.add(new SolvedLayer(layer, ribbon.thresholds(), ribbon.solve(columns)));
      left = rejected;
    }
    left.sort();
    Layer last = Layer.last(wholeGroups(left.size() * ROOM + Layer.WIDTH));
    Ribbon ribbon = new Ribbon(last);
    if (!ribbon.addAll(left)) {
      return Optional.empty();
    }
    layers.add(new SolvedLayer(last, ribbon.thresholds(), ribbon.solve(columns)));
    return Optional.of(layers);
  }

  private static int wholeGroups(double slots) {
    return Math.toIntExact((long) Math.ceil(slots / Layer.GROUP) * Layer.GROUP);
  }
}
