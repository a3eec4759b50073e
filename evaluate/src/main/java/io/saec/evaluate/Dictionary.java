package io.saec.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One field's features by number, from 0 up in the order in which they came. */
final class Dictionary {
  private final String field;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> features = new ArrayList<>();

  Dictionary(String field) {
    this.field = field;
  }

  String field() {
    return field;
  }

  /** The number of a feature, made if it is new. */
  int number(String feature) {
    Integer number = numbers.putIfAbsent(feature, features.size());
    if (number != null) {
      return number;
    }
    features.add(feature);
    return features.size() - 1;
  }

  String feature(int number) {
    return features.get(number);
  }

  int size() {
    return features.size();
  }
}
