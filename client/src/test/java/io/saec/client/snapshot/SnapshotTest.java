package io.saec.client.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.saec.model.Encoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
  @TempDir Path directory;

  @Property(tries = 120)
  void whatIsWrittenIsRead(
      @ForAll Encoding encoding,
      @ForAll @IntRange(min = 1, max = 300) int k,
      @ForAll @IntRange(min = 1, max = 40) int dim,
      @ForAll @IntRange(min = 1, max = 3) int gap,
      @ForAll @IntRange(min = 0, max = 16) int fingerprintBits,
      @ForAll @IntRange(max = 3_000) int features,
      @ForAll @UniqueElements @Size(max = 20) List<@StringLength(min = 1, max = 60) String> names)
      throws IOException {
    Path own = Files.createTempDirectory("snapshot");
    MadeField field = new MadeField("item", encoding, k, dim, gap).with(features, "ſ-");
    for (int i = 0; i < names.size(); i++) {
      field.with(names.get(i), i % k);
    }
    Path file = new SnapshotWriter().write(field, SnapshotOptions.of(fingerprintBits), own);
    Snapshot snapshot = Snapshot.openVerified(file);
    Snapshot loaded = Snapshot.load(file);
    float[] out = new float[dim + 1];
    field
        .mapping()
        .forEach(
            (feature, cluster) -> {
              out[dim] = 7;
              assertThat(snapshot.clusterOf(feature)).isEqualTo(cluster);
              assertThat(snapshot.embedding(feature, out)).isTrue();
              assertThat(out).startsWith(field.centroid(cluster)).endsWith(7);
              Arrays.fill(out, 0);
              assertThat(loaded.embedding(feature, out)).isTrue();
              assertThat(out).startsWith(field.centroid(cluster));
            });
    Comparison comparison = Comparison.of(snapshot, field, feature -> false);
    assertThat(comparison.difference()).isNull();
    assertThat(comparison.entries()).isEqualTo(field.mapping().size());
    SnapshotHeader header = snapshot.header();
    assertThat(header.features()).isEqualTo(field.mapping().size());
    assertThat(header.positions()).isEqualTo(field.positions());
    assertThat(header.version()).isEqualTo(3);
    assertThat(header.bytes()).isEqualTo(Files.size(file));
    Files.delete(file);
    Files.delete(own);
  }

  @Test
  void unknownFeaturesReadAsTheFallback() throws IOException {
    MadeField field = new MadeField("item", Encoding.INT8, 64, 4, 1).with(20_000, "a");
    for (int bits : new int[] {4, 8, 12}) {
      Snapshot snapshot = write(field, SnapshotOptions.of(bits));
      int probes = 200_000;
      long found = IntStream.range(0, probes).filter(i -> snapshot.clusterOf("b" + i) >= 0).count();
      double expected = Math.scalb((double) probes, -bits);
      assertThat((double) found).isCloseTo(expected, within(5 * Math.sqrt(expected)));
    }
    Snapshot snapshot = write(field, SnapshotOptions.of(16));
    String unknown =
        IntStream.range(0, 100)
            .mapToObj(i -> "c" + i)
            .filter(feature -> snapshot.clusterOf(feature) == Snapshot.NONE)
            .findFirst()
            .orElseThrow();
    float[] out = new float[4];
    assertThat(snapshot.embedding(unknown, out)).isFalse();
    assertThat(out).containsExactly(field.centroid(field.fallback()));
  }

  @Test
  void withoutFeaturesAllAreUnknown() throws IOException {
    for (int bits : new int[] {0, 8}) {
      Snapshot snapshot =
          write(new MadeField("item", Encoding.FP32, 3, 2, 2), SnapshotOptions.of(bits));
      assertThat(snapshot.clusterOf("any")).isEqualTo(Snapshot.NONE);
    }
  }

  @Test
  void whatIsLeftOutReadsAsTheFallback() throws IOException {
    MadeField field = new MadeField("item", Encoding.FP16, 10, 4, 1).with(1_000, "a");
    SnapshotOptions options = new SnapshotOptions(16, feature -> feature.endsWith("7"));
    Snapshot snapshot = write(field, options);
    assertThat(snapshot.header().features()).isEqualTo(900);
    assertThat(snapshot.header().leftOut()).isEqualTo(100);
    assertThat(snapshot.clusterOf("a17")).isEqualTo(Snapshot.NONE);
    assertThat(Comparison.of(snapshot, field, options.leaveOut()).same()).isTrue();
    assertThat(Comparison.of(snapshot, field, feature -> false).differing()).isEqualTo(100);
  }

  @Test
  void theOrderOfEntriesDoesNotMatter() throws IOException {
    MadeField field = new MadeField("item", Encoding.INT8, 100, 8, 1).with(5_000, "a");
    SnapshotOptions options = SnapshotOptions.of(8);
    byte[] forwards = Files.readAllBytes(new SnapshotWriter().write(field, options, directory));
    byte[] backwards =
        Files.readAllBytes(new SnapshotWriter().write(field.backwards(), options, directory));
    assertThat(backwards).isEqualTo(forwards);
  }

  /** If this fails, the format needs a new number, or hosts cannot read what others wrote. */
  @Test
  void theBytesOfFormatOneStayAsTheyAre() throws Exception {
    MadeField field = new MadeField("item", Encoding.FP16, 5, 3, 2).with(1_000, "a");
    Path file = new SnapshotWriter().write(field, SnapshotOptions.of(8), directory);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo("fdc52fae2dabca5ed495a07e3b61efd73dde4bf430fdec2cd171d4be76c4722b");
  }

  /** The same for coded centroids. */
  @Test
  void theBytesOfFormatTwoStayAsTheyAre() throws Exception {
    Path file =
        new SnapshotWriter()
            .write(MadeField.coarse("item", 20, 3).with(9, "a"), SnapshotOptions.of(8), directory);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo("7cb3f74f43faabcbe1c739d22bba6e55bee9690935b53b8f7acad74a9e934953");
  }

  @Property(tries = 60)
  void codedCentroidsAreRead(
      @ForAll @IntRange(min = 1, max = 300) int k, @ForAll @IntRange(min = 1, max = 40) int dim)
      throws IOException {
    Path own = Files.createTempDirectory("snapshot");
    MadeField field = MadeField.coarse("item", k, dim).with(100, "a");
    Path file = new SnapshotWriter().write(field, SnapshotOptions.of(8), own);
    for (Snapshot snapshot : List.of(Snapshot.openVerified(file), Snapshot.load(file))) {
      float[] out = new float[dim];
      for (int row = 0; row < k; row++) {
        snapshot.centroid(row, out);
        assertThat(out).isEqualTo(field.centroid(snapshot.clusters()[row]));
      }
      assertThat(Comparison.of(snapshot, field, feature -> false).same()).isTrue();
    }
    Files.delete(file);
    Files.delete(own);
  }

  @Test
  void codedCentroidsTakeLess() throws IOException {
    MadeField coarse = MadeField.coarse("item", 1_000, 16);
    long coded = write(coarse, SnapshotOptions.of(8)).header().bytes();
    long plain =
        write(new MadeField("item", Encoding.INT8, 1_000, 16, 1), SnapshotOptions.of(8))
            .header()
            .bytes();
    assertThat(plain - coded).isBetween(16_000 * 3L / 8, 16_000 / 2L + 64);
  }

  @Test
  void aFeatureTakesItsBitsAndLittleMore() throws IOException {
    MadeField field = new MadeField("item", Encoding.INT8, 1_000, 2, 1).with(100_000, "a");
    assertThat(write(field, SnapshotOptions.of(8)).header().bytes())
        .isLessThan((long) (100_000 * 18 / 8 * 1.006) + 2_000 + 1_000);
  }

  @Test
  void whatDiffersIsFound() throws IOException {
    MadeField field = new MadeField("item", Encoding.INT8, 10, 4, 1).with(1_000, "a").with("x", 3);
    Snapshot snapshot = write(field, SnapshotOptions.of(8));
    Comparison moved = Comparison.of(snapshot, field.with("x", 4), feature -> false);
    assertThat(moved.difference()).isEqualTo("feature 'x' has cluster 3 in it, 4 in the field");
    assertThat(moved.differing()).isEqualTo(1);
    assertThat(Comparison.of(snapshot, field.without("x"), feature -> false).difference())
        .isEqualTo("it has 1001 features, the field 1000");
    MadeField other = new MadeField("user", Encoding.INT8, 10, 4, 1);
    assertThat(Comparison.of(snapshot, other, feature -> false).same()).isFalse();
  }

  @Test
  void aCentroidOffTheGridIsNotWritten() {
    MadeField field =
        new MadeField("item", Encoding.FP16, 3, 2, 1) {
          @Override
          public void centroid(int cluster, float[] out) {
            out[0] = 0.1f;
            out[1] = 1;
          }
        };
    assertThatThrownBy(() -> write(field, SnapshotOptions.of(8)))
        .isInstanceOf(SnapshotException.class)
        .hasMessageEndingWith("centroid of cluster 0 is not on the grid of fp16");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aBufferThatIsTooShortIsRefused() throws IOException {
    Snapshot snapshot = write(new MadeField("item", Encoding.INT8, 3, 4, 1), SnapshotOptions.of(8));
    assertThatThrownBy(() -> snapshot.embedding("a", new float[3]))
        .hasMessage("out has 3 places, the field's dimension is 4");
  }

  @Test
  void fingerprintsHaveAtMostSixteenBits() {
    assertThatThrownBy(() -> SnapshotOptions.of(17))
        .hasMessage("fingerprints have 0 to 16 bits, not 17");
  }

  private Snapshot write(SealedField field, SnapshotOptions options) throws SnapshotException {
    return Snapshot.openVerified(new SnapshotWriter().write(field, options, directory));
  }
}
