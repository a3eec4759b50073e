package io.saec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** That the commands come to their end and say what they promise; the figures mean nothing here. */
class BenchSpeedCommandsTest {
  @TempDir private Path dir;

  private final StringWriter err = new StringWriter();

  /** JMH lets one process measure at a time; here figures mean nothing, so others may. */
  @BeforeAll
  static void measureBesideOthers() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void reclusterNamesTheMachineAndItsPeaks() throws Exception {
    JsonNode report = measure("recluster");
    assertThat(report.at("/machine/cpu").textValue()).isNotEmpty();
    assertThat(report.has("pinnedTo")).isTrue();
    JsonNode full = report.at("/full/0");
    assertThat(full.at("/shape/name").textValue()).isEqualTo("tiny");
    assertThat(full.get("gflops").doubleValue()).isPositive();
    assertThat(full.has("shareOfPeak")).isTrue();
    assertThat(report.at("/warm/0/warmSpeedup").doubleValue()).isPositive();
    assertThat(report.at("/warm/0/warmRunSpeedup").doubleValue()).isPositive();
    assertThat(report.at("/seeding/0/iterations").doubleValue()).isPositive();
    assertThat(report.at("/threads/0/speedup").doubleValue()).isPositive();
  }

  @Test
  void arrivalCountsBytesAllocated() throws Exception {
    JsonNode report = measure("arrival");
    JsonNode row = report.at("/arrivals/0");
    assertThat(row.get("perSecond").doubleValue()).isPositive();
    assertThat(row.has("shareOfBandwidth")).isTrue();
    assertThat(row.get("allocatedBytes").isIntegralNumber()).isTrue();
    assertThat(report.get("arrivals").findValuesAsText("kernel")).contains("plain", "scalar");
  }

  @Test
  void namesTheOptionThatIsWrong() {
    assertThat(execute("recluster", "--shapes", "S9")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("--shapes: there is no S9");
    assertThat(execute("recluster", "--drift", "2")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("drift must be from 0 to 1");
    assertThat(execute("recluster", "--events", dir + "/none.tsv"))
        .isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("none.tsv does not exist or cannot be read");
  }

  private JsonNode measure(String command) throws Exception {
    Path json = dir.resolve("out.json");
    assertThat(execute(command, "--quick", "--json", json.toString())).as("%s", err).isZero();
    return new JsonMapper().readTree(json.toFile());
  }

  private int execute(String command, String... options) {
    CommandLine saec = Saec.commandLine().setErr(new PrintWriter(err, true));
    String[] args = new String[options.length + 2];
    args[0] = "bench";
    args[1] = command;
    System.arraycopy(options, 0, args, 2, options.length);
    return saec.execute(args);
  }
}
