package io.saec.events;

import io.saec.model.FieldShard;
import io.saec.model.Hashes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One field's features and their parameters. The factors start from (seed, field, feature) alone,
 * so it does not matter in which order features come. (not thread safe)
 */
final class FeatureTable {
  private final Parameters parameters;
  private final Map<String, Integer> rows = new HashMap<>();
  private final List<String> features = new ArrayList<>();

  FeatureTable(String field, FactorizationOptions options) {
    long seed = SplitMix64.mix(options.seed(), FieldShard.fieldId(field));
    this.parameters = new Parameters(options, seed);
  }

  int size() {
    return features.size();
  }

  String feature(int row) {
    return features.get(row);
  }

  Parameters parameters() {
    return parameters;
  }

  /** The row of a feature, made if it is new. */
  int row(String feature) {
    Integer row = rows.get(feature);
    return row != null ? row : add(feature);
  }

  private int add(String feature) {
    int row = parameters.add(Hashes.ofFeature(feature));
    rows.put(feature, row);
    features.add(feature);
    return row;
  }

  /** A copy of a feature's parameters: d factors, then the linear weight. */
  float[] embedding(int row) {
    return parameters.row(row);
  }
}
