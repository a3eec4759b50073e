package io.saec.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The strings are the contract with every reader: add a test for a new form, edit none. */
class WireJsonTest {
  private static final String MAPPING =
      "{\"cluster\":17,\"version\":3,\"reason\":\"ARRIVAL\",\"ts\":1291191960000}";
  private static final MappingUpdate MAPPING_UPDATE =
      new MappingUpdate(17, 3, Reason.ARRIVAL, 1_291_191_960_000L);

  private static final String SEAL =
      "{\"version\":3,\"shards\":128,\"features\":8123,\"moved\":12,\"held\":8000,"
          + "\"error\":250000,\"arrivalError\":1000,\"checksum\":\"fffffffffffffffe\"}";
  private static final Seal A_SEAL = new Seal(3, 128, 8123, 12, 8000, 250_000, 1_000, -2);

  private static final String CENTROID =
      "{\"version\":3,\"centroid\":[0.1,-2.5,1.0E-7],\"weight\":1234.5,\"features\":42}";
  private static final Centroid A_CENTROID =
      new Centroid(3, new float[] {0.1f, -2.5f, 1e-7f}, 1234.5, 42);

  private static final String MANIFEST =
      "{\"version\":3,\"boundary\":1291190400000,\"k\":2,\"dim\":2,\"encoding\":\"int8\","
          + "\"scale\":[0.1,0.25],\"stages\":1,\"fallback\":5,\"because\":\"drift\",\"distortion\":0.25,\"unit\":2.5,"
          + "\"headFeatures\":7,\"headCoverage\":0.95,\"born\":[{\"id\":9,\"kin\":5}],"
          + "\"retired\":[{\"id\":4,\"kin\":-1}],\"shards\":128,\"sealedBy\":[0,127],"
          + "\"changed\":1,\"size\":{\"features\":900,\"before\":7200,"
          + "\"after\":130,\"accounting\":\"packed ids\"},\"checksum\":\"00000000000000ff\"}";
  private static final Manifest A_MANIFEST =
      new Manifest(
          3,
          1_291_190_400_000L,
          2,
          2,
          "int8",
          List.of(0.1f, 0.25f),
          1,
          5,
          "drift",
          0.25,
          2.5,
          7,
          0.95,
          List.of(new Manifest.Kin(9, 5)),
          List.of(new Manifest.Kin(4, -1)),
          128,
          List.of(0, 127),
          1,
          new Manifest.Size(900, 7_200, 130, "packed ids"),
          "00000000000000ff");

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] withMore(String json) {
    return bytes(json.replaceFirst("\\{", "{\"later\":{\"a\":[1,null]},"));
  }

  @Test
  void writesTheStringsOfVersionOne() {
    assertThat(WireJson.write(MAPPING_UPDATE)).asString().isEqualTo(MAPPING);
    assertThat(WireJson.write(A_SEAL)).asString().isEqualTo(SEAL);
    assertThat(WireJson.write(A_CENTROID)).asString().isEqualTo(CENTROID);
    assertThat(WireJson.write(A_MANIFEST)).asString().isEqualTo(MANIFEST);
  }

  @Test
  void readsTheStringsOfVersionOne() {
    assertThat(WireJson.readMapping(bytes(MAPPING))).isEqualTo(MAPPING_UPDATE);
    assertThat(WireJson.readSeal(bytes(SEAL))).isEqualTo(A_SEAL);
    assertThat(WireJson.readCentroid(bytes(CENTROID))).isEqualTo(A_CENTROID);
    assertThat(WireJson.readManifest(bytes(MANIFEST))).isEqualTo(A_MANIFEST);
  }

  @Test
  void ignoresPropertiesOfLaterReleases() {
    assertThat(WireJson.readMapping(withMore(MAPPING))).isEqualTo(MAPPING_UPDATE);
    assertThat(WireJson.readSeal(withMore(SEAL))).isEqualTo(A_SEAL);
    assertThat(WireJson.readCentroid(withMore(CENTROID))).isEqualTo(A_CENTROID);
    assertThat(WireJson.readManifest(withMore(MANIFEST))).isEqualTo(A_MANIFEST);
  }

  @Test
  void refusesOneKindForAnother() {
    assertThatThrownBy(() -> WireJson.readMapping(bytes(SEAL)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a MappingUpdate: " + SEAL);
    assertThatThrownBy(() -> WireJson.readSeal(bytes(MAPPING)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(MAPPING);
    assertThatThrownBy(() -> WireJson.readCentroid(bytes(CENTROID.replace("1234.5", "null"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a Centroid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "", "[]", "7", "{}", MAPPING + "{}", "{\"cluster\":17"})
  void refusesWhatIsNoMapping(String json) {
    assertThatThrownBy(() -> WireJson.readMapping(bytes(json)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a MappingUpdate: " + json);
  }

  @Test
  void refusesNullInPlaceOfAnyPart() {
    assertThatThrownBy(() -> WireJson.readMapping(bytes(MAPPING.replace("\"ARRIVAL\"", "null"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WireJson.readManifest(bytes(MANIFEST.replace("[0,127]", "null"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WireJson.readSeal(bytes(SEAL.replace("\"fffffffffffffffe\"", "null"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WireJson.readSeal(bytes(SEAL.replace("fffffffffffffffe", "?"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void mappingsCome(
      @ForAll int cluster, @ForAll long version, @ForAll Reason reason, @ForAll long ts) {
    MappingUpdate update = new MappingUpdate(cluster, version, reason, ts);

    assertThat(WireJson.readMapping(WireJson.write(update))).isEqualTo(update);
  }

  @Property
  void sealsCome(@ForAll long version, @ForAll int shards, @ForAll long sum) {
    Seal seal =
        new Seal(
            version, shards, version / 2, version / 3, version / 5, version / 7, version / 9, sum);

    assertThat(WireJson.readSeal(WireJson.write(seal))).isEqualTo(seal);
  }

  @Property
  void centroidsComeToTheBit(
      @ForAll float @FloatRange(min = -0x1p50f, max = 0x1p50f) [] values, @ForAll long weight) {
    Centroid centroid = new Centroid(1, values, weight / 3.0, 7);

    assertThat(WireJson.readCentroid(WireJson.write(centroid))).isEqualTo(centroid);
  }
}
