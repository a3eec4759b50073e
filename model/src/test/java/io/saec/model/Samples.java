package io.saec.model;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** What comes over the wire, of every kind that may. */
final class Samples {
  private Samples() {}

  static Arbitrary<String> fields() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .numeric()
        .withChars("_.-")
        .ofMinLength(1)
        .ofMaxLength(64);
  }

  /** Any Unicode, separators of keys among it, that a feature may be. */
  static Arbitrary<String> features() {
    Arbitrary<String> unicode =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .map(Character::toString);
    return Arbitraries.oneOf(
            unicode, Arbitraries.of("/", "#", "item/", "\"", "\\", "é", "😀", "12"))
        .list()
        .ofMinSize(1)
        .ofMaxSize(64)
        .map(parts -> String.join("", parts))
        .filter(text -> text.getBytes(StandardCharsets.UTF_8).length <= Names.MAX_FEATURE_BYTES);
  }

  static Arbitrary<float[]> embeddings(int dim) {
    return Arbitraries.floats()
        .between(-EventJson.MAX_COMPONENT, EventJson.MAX_COMPONENT)
        .array(float[].class)
        .ofSize(dim);
  }
}
