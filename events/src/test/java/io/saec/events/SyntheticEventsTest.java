package io.saec.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.model.FeatureEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SyntheticEventsTest {
  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
  private static final Duration STEP = Duration.ofMillis(5);

  private static List<List<FeatureEvent>> records(long seed, int records) {
    SyntheticEvents source = new SyntheticEvents(SyntheticOptions.shop(seed, records, START, STEP));
    List<List<FeatureEvent>> all = new ArrayList<>();
    List<FeatureEvent> batch = new ArrayList<>();
    while (source.next(batch)) {
      all.add(List.copyOf(batch));
    }
    assertThat(batch).isEmpty();
    return all;
  }

  @Property(tries = 10)
  void theSeedDecidesEverything(@ForAll long seed) {
    List<List<FeatureEvent>> events = records(seed, 200);
    assertThat(records(seed, 200)).isEqualTo(events);
    assertThat(records(seed + 1, 200)).isNotEqualTo(events);
    assertThat(records(seed, 100)).isEqualTo(events.subList(0, 100));
  }

  @Test
  void anImpressionHasOneEventOfEveryField() {
    for (List<FeatureEvent> record : records(1, 100)) {
      assertThat(record)
          .extracting(FeatureEvent::field)
          .containsExactly("user", "item", "tag", "city");
      assertThat(record).extracting(FeatureEvent::count).containsOnly(1);
      assertThat(record).extracting(FeatureEvent::ts).containsOnly(record.get(0).ts());
    }
  }

  @Test
  void everyFeatureComesWithItsEmbeddingAndLaterAboutOneEventInTen() {
    Set<String> known = new HashSet<>();
    int repeated = 0;
    int embedded = 0;
    for (List<FeatureEvent> record : records(2, 20_000)) {
      for (FeatureEvent event : record) {
        float[] embedding = event.embedding();
        if (known.add(event.field() + "/" + event.feature())) {
          assertThat(embedding).isNotNull();
        } else {
          repeated++;
          embedded += embedding != null ? 1 : 0;
        }
        if (embedding != null) {
          assertThat(embedding)
              .hasSize(event.field().equals("user") || event.field().equals("item") ? 16 : 8);
        }
      }
    }
    assertThat((double) embedded / repeated).isBetween(0.08, 0.12);
  }

  @Test
  void newFeaturesKeepArriving() {
    List<List<FeatureEvent>> records = records(3, 40_000);
    Set<String> users = new HashSet<>();
    int halfway = 0;
    for (int i = 0; i < records.size(); i++) {
      users.add(records.get(i).get(0).feature());
      halfway = i < records.size() / 2 ? users.size() : halfway;
    }
    assertThat(users.size() - halfway).isGreaterThan(20_000 * 2 / 100 * 3 / 4);
  }

  @Test
  void eventTimeAdvancesByTheStepAndLagsNoMoreThanTheDisorder() {
    List<List<FeatureEvent>> records = records(4, 5000);
    int late = 0;
    for (int i = 0; i < records.size(); i++) {
      long due = START.toEpochMilli() + i * STEP.toMillis();
      long lag = due - records.get(i).get(0).ts();
      assertThat(lag).isBetween(0L, 2000L);
      late += lag > 0 ? 1 : 0;
    }
    assertThat(late).isBetween(800, 1200);
  }

  @Test
  void anEndlessSourceHasNoTotal() {
    SyntheticEvents endless =
        new SyntheticEvents(SyntheticOptions.shop(1, Long.MAX_VALUE, START, Duration.ofNanos(10)));
    assertThat(endless.total()).isEmpty();
    assertThat(endless.next(new ArrayList<>())).isTrue();
    assertThat(endless.timeOf(1_000_000)).isEqualTo(START.toEpochMilli() + 10);
    assertThat(endless.fields()).containsEntry("user", 16).containsEntry("city", 8);
  }

  @Test
  void badShapesAreRefused() {
    assertThatThrownBy(() -> new SyntheticField("a/b", 1, 1, 1, 0, 1))
        .hasMessageContaining("'a/b'");
    assertThatThrownBy(() -> new SyntheticField("a", 1, 5, 4, 0, 1)).hasMessageContaining("'a'");
    assertThatThrownBy(() -> new SyntheticField("a", 1, 1, 1, 1.5, 1)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> SyntheticOptions.shop(1, -1, START, STEP))
        .hasMessageContaining("negative");
  }
}
