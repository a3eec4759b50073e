package io.saec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.cli.broker.EmbeddedBroker;
import io.saec.client.snapshot.Snapshot;
import io.saec.model.Centroid;
import io.saec.model.Hashes;
import io.saec.model.Manifest;
import io.saec.model.MappingUpdate;
import io.saec.model.Reason;
import io.saec.model.Seal;
import io.saec.model.WireJson;
import io.saec.model.WireKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One field with two features and one version, in a broker of its own. */
class SnapshotCommandITCase {
  private static final float[][] CENTROIDS = {{1, 2}, {3, 4}};

  @TempDir private Path brokerDir;
  @TempDir private Path dir;

  private final StringWriter err = new StringWriter();
  private EmbeddedBroker broker;

  @BeforeEach
  void publish() throws Exception {
    broker = EmbeddedBroker.start(brokerDir, 0);
    Map<String, Object> servers = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(servers)) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("mapping-updates", 1, (short) 1),
                  new NewTopic("codebooks", 1, (short) 1)))
          .all()
          .get();
    }
    long checksum = 0;
    for (int cluster = 0; cluster < CENTROIDS.length; cluster++) {
      checksum += Hashes.ofCentroid(cluster, CENTROIDS[cluster], 0, 2);
      send(
          "codebooks",
          WireKey.ofNumber("item", cluster),
          WireJson.write(new Centroid(1, CENTROIDS[cluster], 1, 1)));
    }
    send("codebooks", WireKey.ofField("item"), WireJson.write(manifest(checksum)));
    map("a", 0);
    map("b", 1);
    send(
        "mapping-updates",
        WireKey.ofNumber("item", 0),
        WireJson.write(
            new Seal(
                1,
                1,
                2,
                0,
                0,
                0,
                0,
                Hashes.ofMapping(Hashes.ofFeature("a"), 0)
                    + Hashes.ofMapping(Hashes.ofFeature("b"), 1))));
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void writesWhatTheTopicsHoldAndFindsWhatChanged() throws Exception {
    assertThat(snapshot("--out", dir.toString())).as("%s", err).isZero();
    Path file = dir.resolve("item.v1.snapshot");
    Snapshot snapshot = Snapshot.openVerified(file);
    assertThat(snapshot.clusterOf("b")).isEqualTo(1);
    assertThat(snapshot.positions()).hasSize(2);
    assertThat(snapshot.positions().get(1).topic()).isEqualTo("mapping-updates");
    assertThat(snapshot.positions().get(1).offset()).isEqualTo(3);
    assertThat(snapshot("--verify", dir.toString())).as("%s", err).isZero();

    Path rare = dir.resolve("rare");
    Files.writeString(rare, "item/b\n");
    assertThat(snapshot("--out", dir.toString(), "--leave-out", rare.toString())).isZero();
    assertThat(Snapshot.open(file).header().leftOut()).isEqualTo(1);
    assertThat(snapshot("--verify", dir.toString(), "--leave-out", rare.toString())).isZero();
    assertThat(snapshot("--verify", dir.toString())).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("1 entries differ: feature 'b' has cluster");

    Files.writeString(file, "something else");
    assertThat(snapshot("--verify", dir.toString())).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("cannot open " + file + ": it is not a snapshot");
    assertThat(snapshot("--out", dir.toString(), "--fields", "none"))
        .isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("field 'none' has no version yet; these have: [item]");
  }

  private int snapshot(String... options) {
    CommandLine saec = Saec.commandLine().setErr(new PrintWriter(err, true));
    String[] args = new String[options.length + 2];
    args[0] = "snapshot";
    args[1] = "-Dkafka.bootstrap-servers=" + broker.bootstrapServers();
    System.arraycopy(options, 0, args, 2, options.length);
    return saec.execute(args);
  }

  private void map(String feature, int cluster) throws Exception {
    send(
        "mapping-updates",
        WireKey.ofFeature("item", feature),
        WireJson.write(new MappingUpdate(cluster, 1, Reason.ARRIVAL, 1_000)));
  }

  private void send(String topic, byte[] key, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    }
  }

  private static Manifest manifest(long checksum) {
    return new Manifest(
        1,
        60_000,
        2,
        2,
        "fp32",
        List.of(),
        1,
        0,
        "first",
        0.25,
        2.5,
        2,
        1,
        List.of(),
        List.of(),
        1,
        List.of(0),
        2,
        new Manifest.Size(2, 16, 17, "packed ids"),
        Hashes.hex(checksum));
  }
}
