package io.saec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The numbers are the contract with every reader and savepoint: edit none. */
class HashesTest {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  @Test
  void agreesWithTheVectorsOfXxHash() {
    assertThat(Hashes.ofFeature("")).isEqualTo(0xEF46DB3751D8E999L);
    assertThat(Hashes.ofFeature("a")).isEqualTo(0xD24EC4F1A98C6E5BL);
    assertThat(Hashes.ofFeature("abc")).isEqualTo(0x44BC2CF5AD770999L);
  }

  @Property
  void agreesWithTheSpecification(@ForAll("features") String feature) {
    assertThat(Hashes.ofFeature(feature))
        .isEqualTo(Xxh64.of(feature.getBytes(StandardCharsets.UTF_8)));
  }

  @Property
  void shardsAreTheUnsignedHashModuloTheirNumber(
      @ForAll("features") String feature,
      @ForAll @IntRange(min = 1, max = FieldShard.MAX_SHARDS) int shards) {
    long hash = Xxh64.of(feature.getBytes(StandardCharsets.UTF_8));

    assertThat(Hashes.shardOf(feature, shards))
        .isEqualTo((int) Long.remainderUnsigned(hash, shards));
    assertThat(Hashes.shardOf(feature, shards)).isBetween(0, shards - 1);
  }

  @Test
  void goldenShards() {
    assertThat(Hashes.shardOf("85123A", 128)).isEqualTo(83);
    assertThat(Hashes.shardOf("a", 1000)).isEqualTo(955);
  }

  @Test
  void goldenMapping() {
    assertThat(Hashes.ofMapping(Hashes.ofFeature("85123A"), 17)).isEqualTo(mapping("85123A", 17));
    assertThat(Hashes.hex(Hashes.ofMapping(Hashes.ofFeature("85123A"), 17)))
        .isEqualTo("20cdb8148d2397c4");
  }

  @Test
  void goldenCentroid() {
    float[] centroids = {9, 9, 0.5f, -1.25f};
    long cluster = 3;
    byte[] bigEndian = ByteBuffer.allocate(8).putFloat(0.5f).putFloat(-1.25f).array();

    assertThat(Hashes.ofCentroid(3, centroids, 1, 2))
        .isEqualTo(mix(Xxh64.of(bigEndian) + times(cluster)));
    assertThat(Hashes.hex(Hashes.ofCentroid(3, centroids, 1, 2))).isEqualTo("8d3023c36b4efb10");
  }

  @Test
  void hexIsSixteenDigitsAndComesBack() {
    assertThat(Hashes.hex(255)).isEqualTo("00000000000000ff");
    assertThat(Hashes.hex(-1)).isEqualTo("ffffffffffffffff");
    assertThat(Hashes.parseHex("ffffffffffffffff")).isEqualTo(-1);
    assertThat(Hashes.parseHex(Hashes.hex(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
  }

  @Property(tries = 50)
  void sumsDoNotDependOnTheOrderAndLetEntriesOutAgain(@ForAll long seed) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, 50).boxed().toList());
    long ascending = order.stream().mapToLong(i -> mapping("f" + i, i % 7)).sum();
    Collections.shuffle(order, new Random(seed));
    long shuffled =
        order.stream().mapToLong(i -> Hashes.ofMapping(Hashes.ofFeature("f" + i), i % 7)).sum();

    assertThat(shuffled).isEqualTo(ascending);
    assertThat(shuffled - Hashes.ofMapping(Hashes.ofFeature("f3"), 3))
        .isEqualTo(
            order.stream().filter(i -> i != 3).mapToLong(i -> mapping("f" + i, i % 7)).sum());
  }

  @Test
  void swappedClustersChangeTheSum() {
    assertThat(mapping("a", 1) + mapping("b", 2)).isNotEqualTo(mapping("a", 2) + mapping("b", 1));
  }

  private static long mapping(String feature, int cluster) {
    long hash = Xxh64.of(feature.getBytes(StandardCharsets.UTF_8));
    return mix(hash + times(cluster));
  }

  /** A multiple of the golden ratio's 64 bits. */
  private static long times(long cluster) {
    return cluster * GOLDEN;
  }

  /** The finaliser of MurmurHash3. */
  private static long mix(long value) {
    long h = value;
    h ^= h >>> 33;
    h *= 0xFF51AFD7ED558CCDL;
    h ^= h >>> 33;
    h *= 0xC4CEB9FE1A85EC53L;
    h ^= h >>> 33;
    return h;
  }

  @Provide
  Arbitrary<String> features() {
    return Samples.features();
  }
}
