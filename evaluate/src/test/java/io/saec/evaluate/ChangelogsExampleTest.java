package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the example that makes real rows out of ChangeLogs to what it says of itself. */
class ChangelogsExampleTest {
  private static final String SCRIPT =
      Path.of("..", "docs", "examples", "changelogs.py").toString();

  private static final String GCC =
      """
      2011-02-03  Ann Onymous  <ann@example.org>

      \tPR 17
      \t* expand.c, expand.h (expand_call, struct
      \tcall): Say more (and why).
      \t(other_one): New.
      \t* testsuite/x.c (main): Not of the product.

      2011-02-01  Bob  <bob@example.org>

      \t* doc/guide.texi: Mend.

      1999-12-31  Old Hand  <old@example.org>

      \t* early.c (ignored): Too old.
      """;

  @TempDir private Path dir;

  @BeforeAll
  static void python() throws Exception {
    boolean there;
    try {
      there = new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    if (!there) {
      System.err.println("SKIPPED: no python3, the example of ChangeLogs is not tested");
    }
    assumeThat(there).as("python3").isTrue();
  }

  @Test
  void everyChangeIsARowBesideOneThatWasNot() throws Exception {
    Path log = Files.createDirectories(dir.resolve("src/gcc-12/gcc")).resolve("ChangeLog");
    Files.writeString(log, GCC);
    Path out = dir.resolve("out.tsv.gz");
    Process script =
        new ProcessBuilder("python3", SCRIPT, dir.resolve("src").toString(), out.toString())
            .inheritIO()
            .start();
    assertThat(script.waitFor()).isZero();

    List<String> ones = new ArrayList<>();
    List<String> zeros = new ArrayList<>();
    for (String line : lines(out).subList(1, 13)) {
      String[] row = line.split("\t", -1);
      (row[1].equals("1") ? ones : zeros).add(String.join(" ", row[0], row[2], row[4], row[5]));
    }
    String ann = "1296691200 a1 gcc/expand.";
    assertThat(ones)
        .containsExactly(
            "1296518400 a0 gcc/doc/guide.texi ",
            ann + "c expand_call",
            ann + "c struct call",
            ann + "c other_one",
            ann + "h expand_call",
            ann + "h struct call",
            ann + "h other_one");
    // The last fifth has changes of Ann only, so none of others to draw.
    assertThat(zeros.get(0)).startsWith("1296518400 a0 gcc/expand.");
    assertThat(zeros.subList(1, 5)).containsOnly("1296691200 a1 gcc/doc/guide.texi ");
    assertThat(lines(out)).hasSize(13);
    assertThat(LabelledRows.read(out, true).size()).isEqualTo(12);
  }

  private static List<String> lines(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
