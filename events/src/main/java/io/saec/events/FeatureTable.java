package io.saec.events;

import io.saec.model.FieldShard;
import io.saec.model.Hashes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of one field's features: a row a feature, of d factors and then the linear weight,
 * with AdaGrad's sum of squared gradients beside each. 8 (d + 1) bytes a feature. The factors start
 * from (seed, field, feature) alone, so it does not matter in which order features come. (not
 * thread safe)
 */
final class FeatureTable {
  /** AdaGrad's sums start here, so that a first step is no leap. */
  static final float FIRST_SUM = 0.1f;

  final int width;
  private final long seed;
  private final float spread;
  private final Map<String, Integer> rows = new HashMap<>();
  private final List<String> features = new ArrayList<>();

  /** Shape [rows, d + 1], row-major; another array once rows are added. */
  float[] parameters;

  /** Shape of {@link #parameters}. */
  float[] squares;

  FeatureTable(String field, FactorizationOptions options) {
    this.width = options.factors() + 1;
    this.seed = SplitMix64.mix(options.seed(), FieldShard.fieldId(field));
    this.spread = options.spread();
    this.parameters = new float[64 * width];
    this.squares = new float[64 * width];
  }

  int size() {
    return features.size();
  }

  String feature(int row) {
    return features.get(row);
  }

  /** The row of a feature, made if it is new. */
  int row(String feature) {
    Integer row = rows.get(feature);
    return row != null ? row : add(feature);
  }

  private int add(String feature) {
    int row = features.size();
    int at = row * width;
    int needed = Math.multiplyExact(row + 1, width);
    if (needed > parameters.length) {
      int length = (int) Math.min(2L * parameters.length, Integer.MAX_VALUE - 8);
      parameters = Arrays.copyOf(parameters, Math.max(needed, length));
      squares = Arrays.copyOf(squares, Math.max(needed, length));
    }
    SplitMix64 random = new SplitMix64(SplitMix64.mix(seed, Hashes.ofFeature(feature)));
    for (int j = 0; j < width - 1; j++) {
      parameters[at + j] = spread * random.nextNoise();
    }
    Arrays.fill(squares, at, at + width, FIRST_SUM);
    rows.put(feature, row);
    features.add(feature);
    return row;
  }

  /** A copy of a feature's parameters: d factors, then the linear weight. */
  float[] embedding(int row) {
    return Arrays.copyOfRange(parameters, row * width, (row + 1) * width);
  }
}
