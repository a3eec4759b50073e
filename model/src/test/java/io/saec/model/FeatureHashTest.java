package io.saec.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class FeatureHashTest {
  @Property
  void itIsTheHashOfTheBytes(@ForAll @StringLength(max = 600) String feature, @ForAll long seed) {
    byte[] bytes = feature.getBytes(StandardCharsets.UTF_8);
    if (new String(bytes, StandardCharsets.UTF_8).equals(feature)) {
      assertThat(new FeatureHash(seed).of(feature))
          .isEqualTo(Hashing.xxh64(seed).hashBytesToLong(bytes));
    }
  }

  @Test
  void withSeedZeroItIsTheHashOfTheWire() {
    for (String feature :
        new String[] {"85123A", "größe", "日本", "𝄞", "\u07FF\uFFFD\uDBFF\uDFFF", ""}) {
      assertThat(new FeatureHash(0).of(feature)).isEqualTo(Hashes.ofFeature(feature));
    }
  }

  @Test
  void aLoneSurrogateIsTakenForNoOtherFeature() {
    FeatureHash hash = new FeatureHash(1);
    assertThat(hash.of("a\uD800")).isNotEqualTo(hash.of("a?")).isNotEqualTo(hash.of("a\uDC00"));
  }
}
