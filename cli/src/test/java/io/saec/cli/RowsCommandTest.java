package io.saec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RowsCommandTest {
  @TempDir private Path dir;

  private final StringWriter err = new StringWriter();

  private int rows(String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "rows";
    System.arraycopy(options, 0, args, 1, options.length);
    return Saec.commandLine().setErr(new PrintWriter(err, true)).execute(args);
  }

  @Test
  void writesSoManyRowsOfTheShape() throws Exception {
    Path file = dir.resolve("rows.tsv");
    assertThat(rows(file.toString(), "--shape=small", "--rows=20", "--seed=3")).isZero();
    assertThat(Files.readAllLines(file)).hasSize(21).first().isEqualTo("ts\tlabel\tuser\titem");
    Path other = dir.resolve("other.tsv");
    assertThat(rows(other.toString(), "--shape=small", "--rows=20", "--seed=4")).isZero();
    assertThat(Files.readString(other)).isNotEqualTo(Files.readString(file));
  }

  @Test
  void saysWhatIsWrongAndWhatToDo() throws Exception {
    Path file = Files.writeString(dir.resolve("mine.tsv"), "mine");
    assertThat(rows(file.toString(), "--shape=small")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("mine.tsv exists: remove it, or name another file");
    assertThat(file).hasContent("mine");
    assertThat(rows(dir + "/a.tsv", "--shape=large")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString())
        .contains("--shape: there is no 'large', but ratings, contexts, small");
    assertThat(rows(dir + "/a.tsv", "--shape=small", "--rows=0"))
        .isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("--rows: 0 is not at least 1");
    assertThat(rows(dir + "/none/a.tsv", "--shape=small")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("none/a.tsv: there is no directory");
  }
}
