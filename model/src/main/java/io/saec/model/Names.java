package io.saec.model;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a field and a feature may be called. */
public final class Names {
  /** The longest feature, in bytes of UTF-8. */
  public static final int MAX_FEATURE_BYTES = 256;

  private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private Names() {}

  /** Whether {@code name} can be a field: neither {@code /} nor {@code #} can be in one. */
  public static boolean isField(String name) {
    return FIELD.matcher(name).matches();
  }

  /**
   * Checks that a feature is 1 to {@value #MAX_FEATURE_BYTES} bytes of UTF-8.
   *
   * @throws BadEventException naming what is wrong with it
   */
  static void checkFeature(String feature) throws BadEventException {
    if (feature.isEmpty()) {
      throw new BadEventException("feature is empty");
    }
    int bytes = 0;
    for (int i = 0; i < feature.length(); i++) {
      char c = feature.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < feature.length()
          && Character.isLowSurrogate(feature.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        throw new BadEventException("feature is not valid Unicode: lone surrogate at " + i);
      }
    }
    if (bytes > MAX_FEATURE_BYTES) {
      throw new BadEventException(
          "feature has " + bytes + " bytes, more than " + MAX_FEATURE_BYTES);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
