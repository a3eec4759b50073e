package io.saec.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.model.EventJson;
import io.saec.model.EventRules;
import io.saec.model.FeatureEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class EventFeederTest {
  private static final int PARTITIONS = 3;
  private static final Pace NEVER = (record, ts, now) -> 1_000_000_000_000L;

  private final ManualTicker ticker = new ManualTicker();

  private static EventSource source(int records) {
    return new SyntheticEvents(
        SyntheticOptions.shop(1, records, Instant.EPOCH, Duration.ofSeconds(1)));
  }

  private static MockProducer<byte[], byte[]> kafka(boolean completes) {
    return new MockProducer<>(
        completes, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private EventFeeder feeder(
      EventSource source, MockProducer<byte[], byte[]> kafka, Pace... paces) {
    return new EventFeeder(source, kafka, "events", PARTITIONS, List.of(paces), ticker);
  }

  private static List<FeatureEvent> events(ProducerRecord<byte[], byte[]> record) throws Exception {
    EventRules rules = new EventRules(source(0).fields(), Duration.ofDays(1), 1 << 20);
    return new EventJson(rules).read(record.value(), Long.MAX_VALUE);
  }

  @Test
  void eachBatchIsOneRecordAndPartitionsTakeTurns() throws Exception {
    try (MockProducer<byte[], byte[]> kafka = kafka(true)) {
      feeder(source(7), kafka).run();
      assertThat(kafka.history())
          .extracting(ProducerRecord::partition)
          .containsExactly(0, 1, 2, 0, 1, 2, 0);
      EventSource again = source(7);
      List<FeatureEvent> batch = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> record : kafka.history()) {
        again.next(batch);
        assertThat(record.topic()).isEqualTo("events");
        assertThat(events(record)).isEqualTo(batch);
      }
    }
  }

  @Test
  void countsAreExact() throws Exception {
    try (MockProducer<byte[], byte[]> kafka = kafka(true)) {
      EventFeeder feeder = feeder(source(500), kafka);
      assertThat(feeder.counts().maxTs()).isEqualTo(Long.MIN_VALUE);
      feeder.run();
      List<FeatureEvent> all = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> record : kafka.history()) {
        all.addAll(events(record));
      }
      FeedCounts counts = feeder.counts();
      assertThat(counts.records()).isEqualTo(500);
      assertThat(counts.events()).isEqualTo(2000).isEqualTo(all.size());
      assertThat(counts.maxTs())
          .isEqualTo(all.stream().mapToLong(FeatureEvent::ts).max().orElseThrow());
      assertThat(counts.features()).containsOnlyKeys("user", "item", "tag", "city");
      counts
          .features()
          .forEach(
              (field, distinct) ->
                  assertThat((long) distinct)
                      .isEqualTo(
                          all.stream()
                              .filter(event -> event.field().equals(field))
                              .map(FeatureEvent::feature)
                              .distinct()
                              .count()));
    }
  }

  @Test
  void finishPushesTheWatermarkOfEveryPartition() throws Exception {
    try (MockProducer<byte[], byte[]> kafka = kafka(true)) {
      EventFeeder feeder = feeder(source(1), kafka);
      feeder.run();
      FeatureEvent known = events(kafka.history().get(0)).get(0);
      feeder.finish(99_000);
      List<ProducerRecord<byte[], byte[]>> closing =
          kafka.history().subList(1, kafka.history().size());
      assertThat(closing).extracting(ProducerRecord::partition).containsExactly(0, 1, 2);
      for (ProducerRecord<byte[], byte[]> record : closing) {
        assertThat(events(record))
            .containsExactly(new FeatureEvent(known.field(), known.feature(), 99_000, 0, null));
      }
      assertThat(kafka.flushed()).isTrue();
      assertThat(feeder.counts().records()).isEqualTo(1);
    }
  }

  @Test
  void finishAfterNothingSendsNothing() throws Exception {
    try (MockProducer<byte[], byte[]> kafka = kafka(true)) {
      EventFeeder feeder = feeder(source(0), kafka);
      feeder.run();
      feeder.finish(1);
      assertThat(kafka.history()).isEmpty();
    }
  }

  @Test
  void everyPaceHasItsSay() throws Exception {
    try (MockProducer<byte[], byte[]> kafka = kafka(true)) {
      feeder(
              source(11),
              kafka,
              Pace.perSecond(10, Duration.ZERO),
              Pace.compressed(0, 10_000, Duration.ofSeconds(5)))
          .run();
      assertThat(ticker.nanos()).isBetween(3_900_000_000L, 5_200_000_000L);
    }
  }

  @Test
  void aStopEndsAWaitThatWouldLastForever() throws Exception {
    try (MockProducer<byte[], byte[]> kafka = kafka(true)) {
      EventFeeder feeder = feeder(source(10), kafka, NEVER);
      ticker.afterSleeps(3, feeder::stop);
      feeder.run();
      assertThat(kafka.history()).isEmpty();
    }
  }

  @Test
  void aRefusedRecordEndsTheFeedWithItsReason() throws Exception {
    try (MockProducer<byte[], byte[]> kafka = kafka(false)) {
      EventFeeder feeder = feeder(source(10), kafka, afterFirst());
      ticker.afterSleeps(1, () -> kafka.errorNext(new TopicAuthorizationException("not yours")));
      assertThatThrownBy(feeder::run)
          .isInstanceOf(FeedException.class)
          .hasMessage("topic 'events' did not take the events, 1 records into the feed: not yours")
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  @Test
  void aRefusalAtTheLastMomentIsNotLost() throws Exception {
    try (MockProducer<byte[], byte[]> kafka = kafka(false)) {
      EventFeeder feeder = feeder(source(1), kafka);
      feeder.run();
      kafka.errorNext(new TopicAuthorizationException("not yours"));
      assertThatThrownBy(() -> feeder.finish(1)).hasMessageContaining("not yours");
    }
  }

  @Test
  void aProducerThatThrowsIsReportedAlike() throws Exception {
    try (MockProducer<byte[], byte[]> kafka = kafka(true)) {
      kafka.sendException = new TopicAuthorizationException("closed");
      assertThatThrownBy(feeder(source(1), kafka)::run)
          .isInstanceOf(FeedException.class)
          .hasMessageContaining("closed");
    }
  }

  private static Pace afterFirst() {
    return (record, ts, now) -> record == 0 ? 0 : 1_000_000;
  }

  /** Time that passes only in sleep. */
  private static final class ManualTicker implements Ticker {
    private long now;
    private int sleepsLeft = Integer.MAX_VALUE;
    private Runnable then = () -> {};

    void afterSleeps(int sleeps, Runnable then) {
      this.sleepsLeft = sleeps;
      this.then = then;
    }

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void sleep(long nanos) {
      now += nanos;
      if (--sleepsLeft == 0) {
        then.run();
      }
    }
  }
}
