package io.saec.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireKeyTest {
  private static WireKey parse(String key) {
    return WireKey.parse(key.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void writesTheThreeFormsOfAKey() {
    assertThat(WireKey.ofFeature("item", "85123A")).asString().isEqualTo("item/85123A");
    assertThat(WireKey.ofNumber("item", 12)).asString().isEqualTo("item#12");
    assertThat(WireKey.ofField("item")).asString().isEqualTo("item");
  }

  @Test
  void takesTheFirstSeparatorAsTheOneAfterTheField() {
    assertThat(parse("item/a/b#3")).isEqualTo(feature("item", "a/b#3"));
    assertThat(parse("item/#")).isEqualTo(feature("item", "#"));
    assertThat(parse("item//")).isEqualTo(feature("item", "/"));
    assertThat(parse("a.b-c_D/日本")).isEqualTo(feature("a.b-c_D", "日本"));
    assertThat(parse("item#12")).isEqualTo(new WireKey("item", WireKey.Kind.NUMBER, "", 12));
    assertThat(parse("item")).isEqualTo(new WireKey("item", WireKey.Kind.FIELD, "", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/a",
        "#1",
        "a b",
        "é/x",
        "item#",
        "item#x",
        "item#-1",
        "item#1/2",
        "item#2147483648",
        "item#4294967295",
        "item#99999999999"
      })
  void refusesAnythingElseNamingIt(String key) {
    assertThatThrownBy(() -> parse(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + key + "'");
  }

  @Property
  void readsTheKeysOfFeatures(@ForAll("fields") String field, @ForAll("features") String feature) {
    assertThat(WireKey.parse(WireKey.ofFeature(field, feature))).isEqualTo(feature(field, feature));
  }

  @Property
  void readsTheKeysOfNumbers(
      @ForAll("fields") String field, @ForAll @IntRange(min = 0) int number) {
    assertThat(WireKey.parse(WireKey.ofNumber(field, number)))
        .isEqualTo(new WireKey(field, WireKey.Kind.NUMBER, "", number));
  }

  @Property(tries = 100)
  void readsTheKeysOfFields(@ForAll("fields") String field) {
    assertThat(WireKey.parse(WireKey.ofField(field)))
        .isEqualTo(new WireKey(field, WireKey.Kind.FIELD, "", -1));
  }

  private static WireKey feature(String field, String feature) {
    return new WireKey(field, WireKey.Kind.FEATURE, feature, -1);
  }

  @Provide
  Arbitrary<String> fields() {
    return Samples.fields();
  }

  @Provide
  Arbitrary<String> features() {
    return Samples.features();
  }
}
