package io.saec.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The grid that published centroids lie on. */
public enum Encoding {
  /** A signed byte a dimension times the scale of the dimension. */
  INT8(1),
  /** IEEE 754 half precision: 11 significant bits, up to 65504 either way. */
  FP16(2),
  /** IEEE 754 single precision as computed. */
  FP32(4);

  private final int bytes;

  Encoding(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes that a reader keeps of one dimension of a centroid; scales come on top of that. */
  public int bytes() {
    return bytes;
  }

  /** The same in bits. */
  public int bits() {
    return bytes * Byte.SIZE;
  }

  /** The word on the wire and in options. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The encoding of that word, empty if there is none. */
  public static Optional<Encoding> of(String word) {
    return Arrays.stream(values()).filter(encoding -> encoding.word().equals(word)).findFirst();
  }
}
