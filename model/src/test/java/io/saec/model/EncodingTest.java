package io.saec.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncodingTest {
  @Test
  void wordsAreThoseOfTheWire() {
    assertThat(Encoding.of("int8")).contains(Encoding.INT8);
    assertThat(Encoding.of("fp16")).contains(Encoding.FP16);
    assertThat(Encoding.of("fp32")).contains(Encoding.FP32);
    assertThat(Encoding.INT8.word()).isEqualTo("int8");
    assertThat(Encoding.FP16.word()).isEqualTo("fp16");
    assertThat(Encoding.FP32.word()).isEqualTo("fp32");
  }

  @Test
  void bytesAreThoseOfADimension() {
    assertThat(Encoding.INT8.bytes()).isEqualTo(1);
    assertThat(Encoding.FP16.bits()).isEqualTo(16);
    assertThat(Encoding.FP16.bytes()).isEqualTo(2);
    assertThat(Encoding.FP32.bytes()).isEqualTo(4);
  }

  @Test
  void otherWordsHaveNoEncoding() {
    assertThat(Encoding.of("INT8")).isEmpty();
    assertThat(Encoding.of("")).isEmpty();
  }
}
