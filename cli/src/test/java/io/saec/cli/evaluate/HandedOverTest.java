package io.saec.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.model.FeatureEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandedOverTest {
  private final HandedOver source = new HandedOver(Map.of("item", 4));

  private static List<FeatureEvent> events(long ts, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new FeatureEvent("item", ts + "-" + i, ts, 1, null))
        .toList();
  }

  /** All batches up to the end, which empties the last; a hundred at the most. */
  private List<List<FeatureEvent>> rest() {
    List<List<FeatureEvent>> batches = new ArrayList<>();
    List<FeatureEvent> batch = new ArrayList<>();
    while (batches.size() < 100 && source.next(batch)) {
      batches.add(List.copyOf(batch));
    }
    assertThat(batch).isEmpty();
    return batches;
  }

  private static List<FeatureEvent> joined(List<List<FeatureEvent>> batches) {
    return batches.stream().flatMap(List::stream).toList();
  }

  @Test
  void aBatchHasEventsOfOneTimeAndAHundredAtTheMost() {
    List<FeatureEvent> events = joined(List.of(events(0, 3), events(7, 250), events(8, 100)));
    source.add(events);
    List<List<FeatureEvent>> batches = rest();
    assertThat(batches).extracting(List::size).containsExactly(3, 100, 100, 50, 100);
    assertThat(joined(batches)).isEqualTo(events);
  }

  @Test
  void goesOnWithWhatIsAddedAfterItsEnd() {
    assertThat(rest()).isEmpty();
    source.add(events(1, 2));
    assertThat(joined(rest())).isEqualTo(events(1, 2));
    assertThat(rest()).isEmpty();
    source.add(events(2, 1));
    assertThat(joined(rest())).isEqualTo(events(2, 1));
  }

  @Test
  void knowsItsFieldsButNotItsEnd() {
    assertThat(source.fields()).isEqualTo(Map.of("item", 4));
    assertThat(source.total()).isEmpty();
  }
}
