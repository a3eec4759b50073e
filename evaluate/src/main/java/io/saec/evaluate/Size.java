package io.saec.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Bytes before and after.
 *
 * @param full of the uncompressed tables
 * @param bytes of the compressed ones
 * @param accounting how both were counted, in words
 */
public record Size(long full, long bytes, String accounting) {

  /** How many times fewer. */
  @JsonProperty
  public double ratio() {
    return (double) full / bytes;
  }
}
