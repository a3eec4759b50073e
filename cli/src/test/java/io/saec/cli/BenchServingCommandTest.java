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

class BenchServingCommandTest {
  @TempDir private Path dir;

  private final StringWriter err = new StringWriter();

  @Test
  void writesWhatItMeasured() throws Exception {
    Path json = dir.resolve("out.json");
    int code =
        execute("--features", "10000", "--fields", "5", "--lookups", "1000", "--json", "" + json);
    assertThat(code).as("%s", err).isZero();
    JsonNode report = new JsonMapper().readTree(json.toFile());
    for (String key :
        new String[] {
          "bytesPerFeature",
          "totalBytes",
          "ratioPacked",
          "ratioWithFingerprint",
          "ratioWithKeys",
          "missFalsePositive",
          "loadSeconds"
        }) {
      assertThat(report.get(key).isNumber()).as(key).isTrue();
    }
    assertThat(report.get("lookupNanos").fieldNames()).toIterable().contains("p50", "p99");
    assertThat(report.get("wrong").asInt()).isZero();
  }

  @Test
  void namesTheOptionThatIsWrong() {
    assertThat(execute("--encoding", "int7")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("--encoding: there is no int7");
  }

  private int execute(String... options) {
    CommandLine saec = Saec.commandLine().setErr(new PrintWriter(err, true));
    String[] args = new String[options.length + 2];
    args[0] = "bench";
    args[1] = "serving";
    System.arraycopy(options, 0, args, 2, options.length);
    return saec.execute(args);
  }
}
