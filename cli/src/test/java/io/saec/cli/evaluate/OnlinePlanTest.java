package io.saec.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.events.TsvSpan;
import io.saec.job.JobOptions;
import io.saec.job.JobSettings;
import io.saec.job.UserError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnlinePlanTest {
  private static final long START = 1_600_000_000_000L;

  private static OnlinePlan plan(Duration length, Map<String, String> overrides) {
    TsvSpan span = new TsvSpan(1000, START, START + length.toMillis(), 0);
    return OnlinePlan.of(span, List.of("user", "item"), 5, overrides);
  }

  /** Four hundred boundaries or fewer, a round time from each other. */
  @ParameterizedTest
  @CsvSource({
    "PT0S, PT1S",
    "PT400S, PT1S",
    "PT401S, PT10S",
    "PT400H, PT1H",
    "PT401H, PT6H",
    "P2800D, P7D",
    "P4000D, P30D"
  })
  void theSlideFitsWhatTheFileSpansAndAllElseIsOfSlides(Duration length, Duration slide) {
    OnlinePlan plan = plan(length, Map.of());
    assertThat(plan.slide()).isEqualTo(slide);
    assertThat(plan.interval()).isEqualTo(slide.multipliedBy(14));
    assertThat(plan.options()).containsEntry("window.width", 90 * slide.toMillis() + " ms");
  }

  @Test
  void theJobHasTheFieldsOfTheFileAndAllFeaturesInItsHead() {
    OnlinePlan plan = plan(Duration.ofDays(1), Map.of());
    JobSettings settings = JobOptions.read(plan.options());
    assertThat(settings.rules().fields().dimensions()).isEqualTo(Map.of("user", 5, "item", 5));
    assertThat(plan.options()).containsEntry("head.coverage", "1");
  }

  @Test
  void whatTheUserSaysWins() {
    OnlinePlan plan =
        plan(
            Duration.ofHours(400),
            Map.of(
                "window.slide", "30 min",
                "window.width", "3 h",
                "reclustering.interval", "2 h",
                "head.coverage", "0.5",
                "fields.user.clusters", "7"));
    assertThat(plan.slide()).isEqualTo(Duration.ofMinutes(30));
    assertThat(plan.interval()).isEqualTo(Duration.ofHours(2));
    assertThat(plan.options())
        .containsEntry("window.width", "3 h")
        .containsEntry("head.coverage", "0.5")
        .containsEntry("fields.user.clusters", "7")
        .containsEntry("fields.user.dimension", "5");
  }

  @Test
  void aSlideThatTheUserSaysLeavesTheIntervalAsItIs() {
    OnlinePlan plan = plan(Duration.ofHours(400), Map.of("window.slide", "30 min"));
    assertThat(plan.slide()).isEqualTo(Duration.ofMinutes(30));
    assertThat(plan.interval()).isEqualTo(Duration.ofHours(14));
  }

  @Test
  void optionsThatCannotBeAreTold() {
    assertThatThrownBy(() -> plan(Duration.ofHours(400), Map.of("window.slide", "7 h")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("window.");
    assertThatThrownBy(() -> plan(Duration.ofHours(1), Map.of("head.covrage", "1")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("head.covrage");
  }
}
