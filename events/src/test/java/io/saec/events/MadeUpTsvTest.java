package io.saec.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeUpTsvTest {
  @TempDir private Path dir;

  private Path write(RowShape shape, String name, long rows) throws IOException {
    Path file = dir.resolve(name);
    MadeUpTsv.write(shape, 1, rows, file, done -> {});
    return file;
  }

  private static String sha256(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest).substring(0, 16);
  }

  /** As first written down: figures that were measured on these rows stay comparable. */
  @Test
  void theBytesAreTheSameForEver() throws Exception {
    assertThat(sha256(write(RowShape.RATINGS, "ratings.tsv", 20_000)))
        .isEqualTo("f3f5b19748579aa3");
    assertThat(sha256(write(RowShape.CONTEXTS, "contexts.tsv", 20_000)))
        .isEqualTo("ffafa2025ce6f6b1");
    assertThat(sha256(write(RowShape.SMALL, "small.tsv", 20_000))).isEqualTo("ee7bad9fb05efb4f");
  }

  @Test
  void isALabelledFileInTheOrderOfTime() throws IOException {
    Path file = dir.resolve("rows.tsv");
    MadeUpTsv.Summary summary = MadeUpTsv.write(RowShape.RATINGS, 1, 5000, file, done -> {});
    TsvSpan span = TsvSpan.ofOrdered(file);
    assertThat(summary.rows()).isEqualTo(5000).isEqualTo(span.rows());
    assertThat(summary.lastTs() * 1000).isEqualTo(span.lastTs());
    assertThat(summary.positives()).isBetween(1000L, 4000L);
    assertThat(summary.features()).containsOnlyKeys("user", "item", "tag", "country", "hour");
    try (TsvRows rows = TsvRows.open(file)) {
      assertThat(rows.fields()).containsExactly("user", "item", "tag", "country", "hour");
      assertThat(rows.next()).isTrue();
      assertThat(rows.feature(0)).matches("user-\\d+");
    }
  }

  @Test
  void gzipHoldsTheSameAndFewerRowsAreTheBeginning() throws IOException {
    String plain = Files.readString(write(RowShape.SMALL, "plain.tsv", 9000));
    Path packed = write(RowShape.SMALL, "packed.tsv.gz", 9000);
    try (InputStream bytes = new GZIPInputStream(Files.newInputStream(packed))) {
      assertThat(new String(bytes.readAllBytes(), UTF_8)).isEqualTo(plain);
    }
    assertThat(plain).startsWith(Files.readString(write(RowShape.SMALL, "fewer.tsv", 100)));
  }

  @Test
  void whatIsThereStays() throws IOException {
    Path file = Files.writeString(dir.resolve("mine.tsv"), "mine");
    assertThatThrownBy(() -> write(RowShape.SMALL, "mine.tsv", 10))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("mine");
  }

  @Test
  void whatEndsBeforeItIsWholeLeavesNothing() {
    assertThatThrownBy(
            () ->
                MadeUpTsv.write(
                    RowShape.SMALL,
                    1,
                    50_000,
                    dir.resolve("rows.tsv"),
                    done -> {
                      if (done > 20_000) {
                        throw new IllegalStateException("enough");
                      }
                    }))
        .hasMessage("enough");
    assertThat(dir).isEmptyDirectory();
  }
}
