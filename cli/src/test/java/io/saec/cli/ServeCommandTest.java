package io.saec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ServeCommandTest {
  private final StringWriter out = new StringWriter();
  private final CommandLine saec =
      Saec.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void aPortThatIsNoneIsNamed(int port, @TempDir Path directory) throws Exception {
    Path config = directory.resolve("saec.yaml");
    Files.writeString(
        config,
        """
        kafka.bootstrap-servers: localhost:1
        fields:
          item: {dimension: 2}
        """);
    int exit = saec.execute("serve", "--config", config.toString(), "--port=" + port);
    assertThat(exit).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(out.toString())
        .isEqualToIgnoringNewLines("saec serve: --port " + port + " is not between 0 and 65535");
  }

  @Test
  void theHelpSaysWhatItIs() {
    saec.execute("help");
    assertThat(out.toString()).containsPattern("serve +Answers look-ups over HTTP");
  }
}
