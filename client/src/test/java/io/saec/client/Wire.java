package io.saec.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** A record as it lies in a topic. */
record Wire(Topic topic, byte[] key, byte @Nullable [] value) {
  String keyText() {
    return new String(key, UTF_8);
  }

  Wire withValue(String text) {
    return new Wire(topic, key, text.getBytes(UTF_8));
  }
}
