package io.saec.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.client.store.KeptStore;
import io.saec.client.store.Mapping;
import io.saec.client.store.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many of its earlier clusters a feature keeps: those that a look-up can still be about. */
class OlderMappingsTest {
  private static final String A = "a";

  private final Publisher job = new Publisher("item", 1);
  private final MemoryStore store = new MemoryStore();
  private final Reader reader = new Reader(store);

  /** Maps the feature and ends the version. */
  private void version(long version) {
    version(reader, version);
  }

  private void version(Reader to, long version) {
    to.read(
        job.centroid(0, version),
        job.manifest(version),
        job.map(A, 0, version),
        job.seal(0, version));
  }

  private List<Long> versionsOfA() {
    List<Long> versions = new ArrayList<>();
    Mapping mapping = store.field("item").last(A);
    while (mapping != null) {
      versions.add(mapping.version());
      mapping = mapping.older();
    }
    return versions;
  }

  /** However long the topics are. */
  @Test
  void whileTheTopicsAreReadForTheFirstTimeThoseOfTheBestVersionSoFar() {
    for (long version = 1; version <= 9; version++) {
      version(version);
    }
    assertThat(versionsOfA()).containsExactly(9L, 8L);
    reader.updater.caughtUp();
    assertThat(versionsOfA()).containsExactly(9L);
  }

  @Test
  void thenThoseFromTheVersionInForceOn() {
    version(1);
    reader.updater.caughtUp();
    reader.read(job.map(A, 0, 2), job.seal(0, 2), job.map(A, 0, 3), job.seal(0, 3));
    reader.read(job.map(A, 0, 4));
    assertThat(versionsOfA()).containsExactly(4L, 3L, 2L, 1L);
    reader.read(job.manifest(2), job.manifest(3));
    assertThat(reader.view.version("item")).isEqualTo(3);
    reader.read(job.seal(0, 4), job.map(A, 0, 5));
    assertThat(versionsOfA()).containsExactly(5L, 4L, 3L);
  }

  @Test
  void afterARestartThoseOfTheVersionThatIsStillShown() {
    KeptStore kept = new KeptStore();
    Reader killed = new Reader(kept);
    version(killed, 1);
    killed.updater.caughtUp();
    killed.updater.commit(List.of());
    Reader next = new Reader(kept.reopened());
    for (long version = 2; version <= 4; version++) {
      version(next, version);
      assertThat(next.embedding("item", A)).isEqualTo("v1 #0");
    }
    next.updater.caughtUp();
    assertThat(next.embedding("item", A)).isEqualTo("v4 #0");
  }
}
