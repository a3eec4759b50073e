package io.saec.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncodingTest {
  @Test
  void wordsAreThoseOfTheWire() {
    assertThat(Encoding.of("int8")).contains(Encoding.INT8);
    assertThat(Encoding.of("fp32")).contains(Encoding.FP32);
    assertThat(Encoding.INT8.word()).isEqualTo("int8");
    assertThat(Encoding.FP32.word()).isEqualTo("fp32");
  }

  @Test
  void otherWordsHaveNoEncoding() {
    assertThat(Encoding.of("INT8")).isEmpty();
    assertThat(Encoding.of("")).isEmpty();
  }
}
