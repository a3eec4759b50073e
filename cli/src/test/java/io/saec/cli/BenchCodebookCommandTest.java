package io.saec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCodebookCommandTest {
  @TempDir private Path dir;

  private final StringWriter err = new StringWriter();

  @Test
  void writesWhatItMeasuredAndOnWhat() throws Exception {
    Path json = dir.resolve("out.json");
    int code =
        execute("--quick", "--seeds=1", "--iterations=3", "--value-bits=budget", "--json=" + json);
    assertThat(code).as("%s", err).isZero();
    JsonNode report = new JsonMapper().readTree(json.toFile());
    assertThat(report.get("machine").fieldNames())
        .toIterable()
        .contains("cpu", "cores", "jvm", "saec");
    assertThat(report.get("accounting").textValue())
        .isEqualTo("packed ids + int8 centroids coded in 4 bits a value, no keys");
    JsonNode summary = report.get("summary");
    for (String key :
        new String[] {
          "distortionVsCold", "churnVsCold", "headSpeedup40", "headDistortionLoss40", "budgetError"
        }) {
      assertThat(summary.get(key).isNumber()).as(key).isTrue();
    }
    JsonNode row = report.get("streams").get(0).get("rows").get(0);
    assertThat(row.get("field").textValue()).isEqualTo("user");
    assertThat(row.get("boundary").textValue()).isEqualTo("1970-01-31T00:00:00Z");
  }

  @Test
  void namesTheOptionThatIsWrong() {
    assertThat(execute("--clusters", "lots")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("--clusters: lots is neither a ratio such as 27x nor 5%");
    assertThat(execute("--clusters", "1e3x")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("--clusters: 1e3x is neither a ratio such as 27x nor 5%");
    assertThat(execute("--encoding", "int7")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("--encoding: there is no int7");
    assertThat(execute("--value-bits", "44")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("--value-bits: '44' is not budget or a number from 2 to 8");
    assertThat(execute("--seeds", "0")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("starts at least 1");
    assertThat(execute("--events", dir + "/none.tsv")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("none.tsv does not exist or cannot be read");
  }

  private int execute(String... options) {
    CommandLine saec = Saec.commandLine().setErr(new PrintWriter(err, true));
    String[] args = new String[options.length + 2];
    args[0] = "bench";
    args[1] = "codebook";
    System.arraycopy(options, 0, args, 2, options.length);
    return saec.execute(args);
  }
}
