package io.saec.client;

import static io.saec.client.MappingView.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The first reading of topics that hold something already, and may be compacted. */
class BootstrapTest {
  private static final String A = Publisher.featureIn(0, 2, "a");
  private static final String A2 = Publisher.featureIn(0, 2, "aa");
  private static final String B = Publisher.featureIn(1, 2, "b");

  private final Publisher job = new Publisher("item", 2);
  private final Reader reader = new Reader();
  private final MappingView view = reader.view;

  private void firstVersion() {
    reader.read(
        job.centroid(0, 1),
        job.centroid(1, 1),
        job.manifest(1),
        job.map(A, 0, 1),
        job.seal(0, 1),
        job.map(B, 1, 1),
        job.seal(1, 1));
  }

  @Test
  void nothingShowsUntilCaughtUpThenTheBestVersionDoes() {
    firstVersion();
    reader.read(job.manifest(2), job.map(A, 1, 2), job.seal(0, 2), job.seal(1, 2));
    reader.read(job.manifest(3), job.map(A, 0, 3));
    assertThat(view.version("item")).isZero();
    assertThat(view.clusterOf("item", A)).isEqualTo(NONE);
    reader.updater.caughtUp();
    assertThat(view.version("item")).isEqualTo(2);
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #1");
    reader.read(job.seal(0, 3), job.seal(1, 3));
    assertThat(view.version("item")).isEqualTo(3);
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #0");
  }

  @Test
  void sealsAndManifestsThatOutliveWhatTheyTellOfAreNoProblem() {
    Wire lost = job.map(A, 0, 1);
    Wire lostCentroid = job.centroid(0, 1);
    assertThat(lost.topic()).isNotEqualTo(lostCentroid.topic());
    reader.read(job.centroid(1, 1), job.manifest(1));
    reader.read(job.seal(0, 1), job.seal(1, 1));
    reader.read(job.centroid(0, 2), job.manifest(2), job.seal(1, 2), job.seal(0, 2));
    reader.read(job.map(A, 1, 2));
    reader.updater.caughtUp();
    assertThat(view.version("item")).isEqualTo(2);
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #1");
    assertThat(view.status("item").problems()).isZero();
    reader.read(job.manifest(3), job.seal(0, 3), job.seal(1, 3));
    assertThat(view.version("item")).isEqualTo(3);
    assertThat(view.status("item").problems()).isZero();
  }

  @Test
  void whatTheMapHoldsBeforeTheFirstSealCountsForLaterOnes() {
    // Both records of shard 0 lie before anything that tells how many shards there are.
    reader.read(job.map(A, 0, 1), job.map(A2, 1, 1), job.expire(A2), job.map(B, 1, 1));
    reader.updater.caughtUp();
    reader.read(job.seal(0, 1), job.seal(1, 1));
    reader.read(job.centroid(0, 1), job.centroid(1, 1), job.manifest(1));
    assertThat(view.status("item").problems()).isZero();
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #0");
  }

  @Test
  void aMappingThatMayHaveBeenCompactedAwayIsUnknownRatherThanWrong() {
    firstVersion();
    Wire compacted = job.map(A, 1, 2);
    assertThat(compacted.value()).isNotNull();
    reader.read(job.manifest(2), job.seal(0, 2), job.seal(1, 2), job.map(A, 0, 3));
    reader.updater.caughtUp();
    assertThat(view.version("item")).isEqualTo(2);
    assertThat(view.clusterOf("item", A)).isEqualTo(NONE);
    assertThat(view.clusterOf("item", B)).isEqualTo(1);
    reader.read(job.manifest(3), job.seal(0, 3), job.seal(1, 3));
    assertThat(view.clusterOf("item", A)).isZero();
    assertThat(view.status("item").problems()).isZero();
  }

  @Test
  void aShardThatContradictsItsLastSealShowsNothing() {
    firstVersion();
    reader.read(job.manifest(2));
    Wire lost = job.map(A, 1, 2);
    assertThat(lost.value()).isNotNull();
    reader.read(job.seal(0, 2), job.seal(1, 2));
    reader.updater.caughtUp();
    assertThat(view.ready("item")).isFalse();
    assertThat(view.clusterOf("item", A)).isEqualTo(NONE);
    assertThat(view.status("item").lastProblem())
        .contains("'item'", "shard 0", "version 2", "MAPPINGS", "partition 7", "offset 8");
    assertThat(reader.updater.damaged()).containsExactly("item");
    reader.read(job.manifest(3), job.map(A, 0, 3), job.seal(0, 3), job.seal(1, 3));
    assertThat(view.ready("item")).isTrue();
    assertThat(view.clusterOf("item", A)).isZero();
    assertThat(reader.updater.damaged()).isEmpty();
  }

  @Test
  void featuresThatExpiredSinceTheLastSealAreNoContradiction() {
    // A, and its tombstone after the seal, are compacted away.
    Wire expired = job.map(A, 0, 1);
    assertThat(expired.value()).isNotNull();
    reader.read(job.centroid(0, 1), job.manifest(1), job.map(A2, 0, 1));
    reader.read(job.seal(0, 1), job.seal(1, 1));
    reader.updater.caughtUp();
    assertThat(view.ready("item")).isTrue();
    assertThat(view.status("item").problems()).isZero();
  }

  @Test
  void waitingEndsWhenTheFieldIsReady() {
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> reader.awaits("item"));
    firstVersion();
    assertThat(view.ready("item")).isFalse();
    reader.updater.caughtUp();
    assertThat(waiting.join()).isTrue();
  }

  @Test
  void waitingEndsWithTheFirstVersionAfterCatchingUp() {
    reader.updater.caughtUp();
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> reader.awaits("item"));
    firstVersion();
    assertThat(waiting.join()).isTrue();
  }

  @Test
  void waitingEndsWhenNothingMoreWillCome() {
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> reader.awaits("item"));
    reader.updater.end();
    assertThat(waiting.join()).isFalse();
  }

  @Test
  void waitingEndsWhenTheTimeIsUp() throws InterruptedException {
    assertThat(view.awaitReady("item", Duration.ZERO)).isFalse();
    assertThat(view.awaitReady("item", Duration.ofNanos(1))).isFalse();
  }
}
