package io.saec.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.client.store.KeptStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a listener is told: one shard, so that its seal is the flip. */
class FlipListenerTest {
  private final Publisher job = new Publisher("item", 1);
  private final Reader reader = Reader.live();
  private final List<Flip> flips = new ArrayList<>();

  @BeforeEach
  void firstVersion() {
    reader.view.listen(flips::add);
    reader.read(job.centroid(0, 1), job.centroid(2, 1), job.manifest(1), job.seal(0, 1));
  }

  @Test
  void theFirstVersionBearsAllItsClusters() {
    assertThat(flips).containsExactly(new Flip("item", 0, 1, List.of(0, 2), List.of()));
  }

  @Test
  void aFlipTellsWhoCameAndWhoWent() {
    reader.read(job.centroid(0, 2), job.centroid(3, 2), job.centroid(1, 2), job.retire(2));
    reader.read(job.manifest(2));
    assertThat(flips).hasSize(1);
    reader.read(job.seal(0, 2));
    assertThat(flips).last().isEqualTo(new Flip("item", 1, 2, List.of(1, 3), List.of(2)));
  }

  @Test
  void aFlipOverVersionsTellsFromTheOneThatWasShown() {
    reader.read(job.centroid(1, 2), job.retire(2), job.manifest(2));
    reader.read(job.retire(1), job.manifest(3));
    reader.read(job.centroid(2, 4), job.manifest(4));
    reader.read(job.seal(0, 4));
    // 1 came and went unseen; 2 is the name of another cluster than before.
    assertThat(flips).last().isEqualTo(new Flip("item", 1, 4, List.of(2), List.of(2)));
  }

  @Test
  void lookUpsShowWhatTheListenerIsToldOf() {
    List<Long> seen = new ArrayList<>();
    reader.view.listen(flip -> seen.add(reader.view.version(flip.field())));
    reader.read(job.manifest(2), job.seal(0, 2));
    assertThat(seen).containsExactly(2L);
  }

  @Test
  void nothingIsToldBeforeTheTopicsHaveBeenRead() {
    Publisher again = new Publisher("item", 1);
    Reader late = new Reader();
    late.view.listen(flips::add);
    flips.clear();
    for (int version = 1; version <= 3; version++) {
      late.read(again.centroid(0, version), again.manifest(version), again.seal(0, version));
    }
    assertThat(flips).isEmpty();
    late.updater.caughtUp();
    assertThat(flips).containsExactly(new Flip("item", 0, 3, List.of(0), List.of()));
  }

  @Test
  void catchingUpWithNothingNewerTellsNothing() {
    KeptStore store = new KeptStore();
    Reader before = new Reader(store);
    Publisher again = new Publisher("item", 1);
    before.read(again.centroid(0, 1), again.manifest(1), again.seal(0, 1));
    before.updater.caughtUp();
    before.updater.commit(List.of());
    Reader resumed = new Reader(store.reopened());
    flips.clear();
    resumed.view.listen(flips::add);
    resumed.updater.caughtUp();
    assertThat(resumed.view.version("item")).isEqualTo(1);
    assertThat(flips).isEmpty();
  }

  @Test
  void aListenerThatFailsDisturbsNobody() {
    reader.view.listen(
        flip -> {
          throw new IllegalStateException("on purpose");
        });
    List<Flip> others = new ArrayList<>();
    reader.view.listen(others::add);
    reader.read(job.manifest(2), job.seal(0, 2));
    assertThat(reader.view.version("item")).isEqualTo(2);
    assertThat(others).hasSize(1);
    assertThat(reader.updater.problems()).isZero();
  }
}
