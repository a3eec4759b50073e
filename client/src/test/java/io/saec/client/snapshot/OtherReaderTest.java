package io.saec.client.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.saec.model.Encoding;
import io.saec.model.Hashes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds this reader against the one in Python, which knows nothing but the format's description.
 */
class OtherReaderTest {
  private static final String READER =
      Path.of("..", "docs", "examples", "snapshot_reader.py").toString();

  @TempDir Path directory;

  @BeforeAll
  static void python() throws Exception {
    boolean there;
    try {
      there = new ProcessBuilder("python3", "-c", "import numpy").start().waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    if (!there) {
      System.err.println("SKIPPED: no python3 with numpy, the reader in Python is not tested");
    }
    assumeThat(there).as("python3 with numpy").isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "INT8, 100, 16, 1, 8, 2000",
    "INT8, 3, 5, 3, 0, 300",
    "FP16, 129, 7, 2, 16, 1000",
    "FP32, 64, 3, 1, 4, 1000",
    "FP32, 1, 2, 1, 0, 10",
    "FP16, 2, 1, 1, 5, 0",
    "INT8, 1, 1, 1, 16, 1"
  })
  void bothReadTheSame(
      Encoding encoding, int k, int dim, int gap, int fingerprintBits, int features)
      throws Exception {
    MadeField field = new MadeField("item.x", encoding, k, dim, gap).with(features, "ß𝄞");
    assertBothReadTheSame(field, k, fingerprintBits, features);
  }

  @ParameterizedTest
  @CsvSource({"100, 16", "1, 3", "5, 1", "300, 7"})
  void bothReadCodedCentroids(int k, int dim) throws Exception {
    assertBothReadTheSame(MadeField.coarse("item", k, dim).with(500, "a"), k, 8, 500);
  }

  private void assertBothReadTheSame(MadeField field, int k, int fingerprintBits, int features)
      throws Exception {
    String lengths = "0123456789abcdefghijklmnopqrstuvwxyz日本_0123456789";
    for (int i = 1; i <= lengths.length() && features > 1; i++) {
      field.with(lengths.substring(0, i), i % k);
    }
    Path file = new SnapshotWriter().write(field, SnapshotOptions.of(fingerprintBits), directory);
    Snapshot snapshot = Snapshot.openVerified(file);
    List<String> probes = new ArrayList<>(field.mapping().keySet());
    for (int i = 0; i < 500; i++) {
      probes.add("unknown" + i);
    }
    assertThat(run(file, probes)).containsExactlyElementsOf(lines(snapshot, probes));
    assertHeader(snapshot.header(), new JsonMapper().readTree(run(file, null).get(0)));
  }

  @Test
  void theOtherFindsDamageToo() throws Exception {
    MadeField field = new MadeField("item", Encoding.INT8, 10, 4, 1).with(500, "a");
    Path file = new SnapshotWriter().write(field, SnapshotOptions.of(8), directory);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes);
    assertThat(run(file, null)).singleElement().asString().contains("checksum");
  }

  private static List<String> lines(Snapshot snapshot, List<String> features) {
    float[] vector = new float[snapshot.header().dim()];
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return features.stream()
        .map(
            feature -> {
              snapshot.embedding(feature, vector);
              bytes.clear();
              for (float value : vector) {
                bytes.putFloat(value);
              }
              return snapshot.clusterOf(feature) + "\t" + HexFormat.of().formatHex(bytes.array());
            })
        .toList();
  }

  private static void assertHeader(SnapshotHeader header, JsonNode other) {
    assertThat(other.get("field").asText()).isEqualTo(header.field());
    assertThat(other.get("version").asLong()).isEqualTo(header.version());
    assertThat(other.get("boundary").asLong()).isEqualTo(header.boundary());
    assertThat(other.get("k").asInt()).isEqualTo(header.k());
    assertThat(other.get("encoding").asText()).isEqualTo(header.encoding().word());
    assertThat(other.get("features").asLong()).isEqualTo(header.features());
    assertThat(other.get("fingerprintBits").asInt()).isEqualTo(header.fingerprintBits());
    assertThat(other.get("mappingChecksum").asText())
        .isEqualTo(Hashes.hex(header.mappingChecksum()));
    assertThat(other.get("codebookChecksum").asText())
        .isEqualTo(Hashes.hex(header.codebookChecksum()));
    assertThat(other.get("bytes").asLong()).isEqualTo(header.bytes());
    List<Position> positions = new ArrayList<>();
    other
        .get("positions")
        .forEach(
            p ->
                positions.add(
                    new Position(
                        p.get("topic").asText(),
                        UUID.fromString(p.get("topicId").asText()),
                        p.get("partition").asInt(),
                        p.get("offset").asLong())));
    assertThat(positions).isEqualTo(header.positions());
  }

  private List<String> run(Path file, @Nullable List<String> features) throws Exception {
    ProcessBuilder python = new ProcessBuilder("python3", READER, file.toString());
    if (features != null) {
      python.command().add("-");
      Path names = directory.resolve("names");
      Files.write(names, features, UTF_8);
      python.redirectInput(names.toFile());
    }
    Path answer = directory.resolve("answer");
    python.redirectErrorStream(true).redirectOutput(answer.toFile());
    python.start().waitFor();
    return Files.readAllLines(answer, UTF_8);
  }
}
