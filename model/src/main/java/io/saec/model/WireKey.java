package io.saec.model;

/**
 * A record's key on {@code mapping-updates} and {@code codebooks}: {@code field/feature}, {@code
 * field#number} or {@code field}. A field can hold neither separator, a feature can hold both.
 *
 * @param field the field
 * @param kind what the rest of the key is
 * @param feature the feature where kind is {@link Kind#FEATURE}, else empty
 * @param number the shard or cluster where kind is {@link Kind#NUMBER}, else -1
 */
public record WireKey(String field, Kind kind, String feature, int number) {
  /** What a key names beside the field. */
  public enum Kind {
    /** {@code field/feature}: a mapping. */
    FEATURE,
    /** {@code field#number}: a seal on one topic, a centroid on the other. */
    NUMBER,
    /** {@code field}: a manifest. */
    FIELD
  }

  /** Key of a feature's mapping. */
  public static byte[] ofFeature(String field, String feature) {
    return Names.utf8(field + '/' + feature);
  }

  /** Key of a seal (number of the shard) or a centroid (id of the cluster). */
  public static byte[] ofNumber(String field, int number) {
    return Names.utf8(field + '#' + number);
  }

  /** Key of a manifest. */
  public static byte[] ofField(String field) {
    return Names.utf8(field);
  }

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException naming the key, if it is none of the three forms
   */
  public static WireKey parse(byte[] key) {
    String text = Names.utf8(key);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/') {
        return new WireKey(fieldOf(text, i), Kind.FEATURE, text.substring(i + 1), -1);
      }
      if (c == '#') {
        return new WireKey(fieldOf(text, i), Kind.NUMBER, "", numberIn(text, i + 1));
      }
    }
    return new WireKey(fieldOf(text, text.length()), Kind.FIELD, "", -1);
  }

  private static String fieldOf(String key, int end) {
    String field = key.substring(0, end);
    if (!Names.isField(field)) {
      throw new IllegalArgumentException("key '" + key + "' does not begin with a field name");
    }
    return field;
  }

  private static int numberIn(String key, int start) {
    int number;
    try {
      number = Integer.parseUnsignedInt(key.substring(start));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("key '" + key + "' has no number after '#'", e);
    }
    if (number < 0) {
      throw new IllegalArgumentException("key '" + key + "' has too large a number after '#'");
    }
    return number;
  }
}
