package io.saec.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Readers look up throughout a thousand flips. A centroid tells its version and cluster, and the
 * cluster of a feature follows from the version, so a torn pair gives itself away.
 */
class ConcurrentLookupTest {
  private static final int VERSIONS = 1_000;
  private static final int FEATURES = 40;
  private static final int K = 8;
  private static final int SHARDS = 2;

  private final Publisher job = new Publisher("item", SHARDS);
  private final Reader reader = Reader.live();
  private final AtomicBoolean done = new AtomicBoolean();

  @Test
  void noLookUpSeesTwoVersions() {
    publish(1);
    List<CompletableFuture<Long>> readers =
        List.of(
            CompletableFuture.supplyAsync(this::pollEmbeddings),
            CompletableFuture.supplyAsync(this::pollClusters),
            CompletableFuture.supplyAsync(this::pollBatches));
    try {
      for (int version = 2; version <= VERSIONS; version++) {
        publish(version);
      }
    } finally {
      done.set(true);
    }
    for (CompletableFuture<Long> lookUps : readers) {
      assertThat(lookUps.join()).isPositive();
    }
    assertThat(reader.view.version("item")).isEqualTo(VERSIONS);
    assertThat(reader.updater.problems()).isZero();
  }

  /** Every centroid changes with every version; a feature moves with every one to fifth. */
  private void publish(int version) {
    List<Wire> codebook = new ArrayList<>();
    for (int cluster = 0; cluster < K; cluster++) {
      codebook.add(job.centroid(cluster, version));
    }
    codebook.add(job.manifest(version));
    List<Wire> moves = new ArrayList<>();
    for (int i = 0; i < FEATURES; i++) {
      if (version == 1 || cluster(i, version) != cluster(i, version - 1)) {
        moves.add(job.map("f" + i, cluster(i, version), version));
      }
    }
    for (int shard = 0; shard < SHARDS; shard++) {
      moves.add(job.seal(shard, version));
    }
    boolean codebookFirst = version % 2 == 0;
    reader.read(codebookFirst ? codebook : moves).read(codebookFirst ? moves : codebook);
  }

  private static int cluster(int feature, long version) {
    return (int) ((feature + version / (feature % 5 + 1)) % K);
  }

  private long pollEmbeddings() {
    float[] out = new float[Publisher.DIM];
    long lookUps = 0;
    while (!done.get()) {
      for (int i = 0; i < FEATURES; i++) {
        long before = reader.view.version("item");
        boolean known = reader.view.embedding("item", "f" + i, out);
        long after = reader.view.version("item");
        long seen = (long) out[0];
        assertThat(known).isTrue();
        assertThat(seen).isBetween(before, after);
        assertThat((int) out[1]).as("f%d at version %d", i, seen).isEqualTo(cluster(i, seen));
        lookUps++;
      }
    }
    return lookUps;
  }

  private long pollBatches() {
    List<String> features = IntStream.range(0, FEATURES).mapToObj(i -> "f" + i).toList();
    float[] out = new float[Publisher.DIM];
    long lookUps = 0;
    while (!done.get()) {
      Answers answers = reader.view.lookUp("item", features);
      for (int i = 0; i < FEATURES; i++) {
        assertThat(answers.embedding(i, out)).isTrue();
        assertThat((long) out[0]).isEqualTo(answers.version());
        assertThat((int) out[1])
            .as("f%d at version %d", i, answers.version())
            .isEqualTo(answers.cluster(i))
            .isEqualTo(cluster(i, answers.version()));
        lookUps++;
      }
    }
    return lookUps;
  }

  private long pollClusters() {
    long lookUps = 0;
    while (!done.get()) {
      for (int i = 0; i < FEATURES; i++) {
        long before = reader.view.version("item");
        int cluster = reader.view.clusterOf("item", "f" + i);
        long after = reader.view.version("item");
        boolean ofAVersionBetween = false;
        for (long version = before; version <= after; version++) {
          ofAVersionBetween |= cluster == cluster(i, version);
        }
        assertThat(ofAVersionBetween).as("f%d in %d to %d", i, before, after).isTrue();
        lookUps++;
      }
    }
    return lookUps;
  }
}
