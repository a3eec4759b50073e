package io.saec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Small files through a real broker and the real job. */
class EvaluateCommandITCase {
  private static final int GROUPS = 5;

  @TempDir private Path dir;

  private final StringWriter err = new StringWriter();

  private int evaluate(String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "evaluate";
    System.arraycopy(options, 0, args, 1, options.length);
    return Saec.commandLine().setErr(new PrintWriter(err, true)).execute(args);
  }

  /** Users and items are of a few kinds, and only the kinds decide the label. */
  private Path groups(int rows) throws Exception {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("ts\tlabel\tuser\titem\n");
    for (int row = 0; row < rows; row++) {
      int user = random.nextInt(200);
      int item = random.nextInt(100);
      boolean alike = user % GROUPS == item % GROUPS;
      boolean label = random.nextDouble() < (alike ? 0.9 : 0.2);
      text.append(1_600_000_000L + row).append(label ? "\t1" : "\t0");
      text.append("\tu").append(user).append("\ti").append(item).append('\n');
    }
    return Files.writeString(dir.resolve("groups.tsv"), text);
  }

  @Test
  void theJobLosesNothingThatTheLabelDependsOn() throws Exception {
    Path json = dir.resolve("report.json");
    int exit =
        evaluate(
            "--events=" + groups(20_000),
            "--budgets=3x,1000x",
            "--dim=4",
            "--seeds=1",
            "--no-rivals",
            "--fine-tune",
            "--leave-out=2",
            "-Dclusters.floor=0",
            "--json=" + json,
            "--report=" + dir.resolve("report.html"));
    assertThat(exit).as("%s", err).isZero();
    JsonNode report = new JsonMapper().readTree(json.toFile());
    assertThat(report.path("full").path("auc").asDouble()).isGreaterThan(0.7);
    JsonNode third = report.path("compressed").path("3x");
    assertThat(third.path("deltaAuc").asDouble()).isBetween(-0.01, 0.01);
    assertThat(third.path("bytes").path("packed").path("ratio").asDouble())
        .isGreaterThanOrEqualTo(3);
    assertThat(third.path("bytes").path("packed").path("accounting").asText())
        .isEqualTo("packed ids + int8 centroids, no keys");
    JsonNode tuned = report.path("fineTuned").path("3x");
    assertThat(tuned.path("deltaAuc").asDouble()).isBetween(-0.01, 0.01);
    assertThat(tuned.path("net").path("deltaAuc").isNumber()).isTrue();
    // One cluster a field knows nothing of kinds.
    JsonNode one = report.path("compressed").path("1000x");
    assertThat(one.path("clusters").path("user").asInt()).isEqualTo(1);
    assertThat(one.path("bytes").path("packed").path("accounting").asText())
        .contains("coded in 4 bits");
    assertThat(one.path("auc").asDouble()).isBetween(0.4, 0.6);
    assertThat(report.path("verdict").path("text").asText()).isNotEmpty();
    assertThat(dir.resolve("report.html")).content().contains("groups.tsv");
  }

  @Test
  void whatCannotBeEvaluatedIsNamedWithItsLine() throws Exception {
    Path file = dir.resolve("bad.tsv");
    Files.writeString(file, "ts\tlabel\tuser\n2\t1\ta\n3\t2\tb\n");
    assertThat(evaluate("--events=" + file)).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("saec evaluate: " + file + ":3: ");
    Files.writeString(file, "ts\tlabel\tuser\n2\t1\ta\n1\t0\tb\n");
    assertThat(evaluate("--events=" + file)).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains(file + ":3: ");
    Files.writeString(file, "ts\tuser\n2\ta\n");
    assertThat(evaluate("--events=" + file)).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains(file + ":1: ");
    assertThat(evaluate("--events=" + file, "--budgets=much"))
        .isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("--budgets: 'much' is not a number of times such as 27x");
    assertThat(evaluate("--events=" + file, "--value-bits=9"))
        .isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("--value-bits: '9' is not budget or a number from 2 to 8");
  }
}
