package io.saec.events;

import io.saec.model.EventJson;
import io.saec.model.FeatureEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a source's events to a topic, a batch a record, to its partitions in turn, so that the same
 * source always fills them in the same way. Works on its caller's thread; {@link #stop} and {@link
 * #counts} may be called from any other. The producer stays its owner's to close.
 */
public final class EventFeeder {
  /** A stop is noticed within this, whatever the pace waits for. */
  private static final long LONGEST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final EventSource source;
  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final int partitions;
  private final List<Pace> paces;
  private final Ticker ticker;
  private final FeedCounts counts;
  private @Nullable FeatureEvent known;
  private volatile boolean stopped;
  private volatile @Nullable Exception failure;

  /**
   * @param partitions of the topic
   * @param paces that all have to let a record go; none for as fast as Kafka takes them
   */
  public EventFeeder(
      EventSource source,
      Producer<byte[], byte[]> producer,
      String topic,
      int partitions,
      List<Pace> paces,
      Ticker ticker) {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions must be at least 1: " + partitions);
    }
    this.source = source;
    this.producer = producer;
    this.topic = topic;
    this.partitions = partitions;
    this.paces = List.copyOf(paces);
    this.ticker = ticker;
    this.counts = new FeedCounts(source.fields().keySet());
  }

  /**
   * A producer as a feed wants it: nothing lost, nothing twice, large compressed batches.
   *
   * @param client properties of every Kafka client, {@code bootstrap.servers} at least
   */
  public static Producer<byte[], byte[]> producer(Properties client) {
    Properties options = new Properties();
    options.putAll(client);
    options.put("acks", "all");
    options.put("enable.idempotence", true);
    // KAFKA-15591: with more of them under way, a new topic may refuse the first batch, take the
    // second, and from then on refuse the first for being out of order, until it is given up.
    options.put("max.in.flight.requests.per.connection", 1);
    options.put("linger.ms", 20);
    options.put("batch.size", 256 << 10);
    // lz4 has a Java implementation to fall back on where its native library does not load.
    options.put("compression.type", "lz4");
    options.putIfAbsent("max.block.ms", 15_000);
    return new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends until the source ends, {@link #stop} is called or something fails. What it has sent may
   * still be under way when it returns: {@link #finish} waits for that.
   *
   * @throws IOException if the source fails
   * @throws FeedException if Kafka does not take a record
   */
  public void run() throws IOException, InterruptedException {
    List<FeatureEvent> batch = new ArrayList<>();
    while (!stopped && source.next(batch)) {
      FeatureEvent first = batch.get(0);
      if (!await(counts.records(), first.ts())) {
        return;
      }
      send((int) (counts.records() % partitions), batch);
      known = first;
      counts.add(batch);
    }
  }

  /**
   * Sends every partition one closing event, an occurrence of nothing at {@code ts}, that moves its
   * watermark on, and waits until Kafka has everything. Without a record before it there is no
   * feature to name, and nothing is sent.
   *
   * @param ts event time to close at, epoch milliseconds
   * @throws FeedException if Kafka did not take all
   */
  public void finish(long ts) {
    FeatureEvent last = known;
    if (last != null) {
      FeatureEvent closing = new FeatureEvent(last.field(), last.feature(), ts, 0, null);
      for (int partition = 0; partition < partitions; partition++) {
        send(partition, List.of(closing));
      }
    }
    try {
      producer.flush();
    } catch (KafkaException e) {
      throw failed(e);
    }
    checkFailure();
  }

  /** Ends {@link #run} soon; the record it waits with is not sent. */
  public void stop() {
    stopped = true;
  }

  /** What has been sent so far. */
  public FeedCounts counts() {
    return counts;
  }

  private boolean await(long record, long ts) throws InterruptedException {
    for (Pace pace : paces) {
      long delay = pace.delay(record, ts, ticker.nanos());
      while (delay > 0) {
        if (stopped) {
          return false;
        }
        checkFailure();
        ticker.sleep(Math.min(delay, LONGEST_SLEEP_NANOS));
        delay = pace.delay(record, ts, ticker.nanos());
      }
    }
    return true;
  }

  private void send(int partition, List<FeatureEvent> batch) {
    checkFailure();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition, null, EventJson.write(batch));
    try {
      var unused =
          producer.send(
              record,
              (metadata, exception) -> {
                if (exception != null && failure == null) {
                  failure = exception;
                }
              });
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private void checkFailure() {
    Exception cause = failure;
    if (cause != null) {
      throw failed(cause);
    }
  }

  private FeedException failed(Exception cause) {
    return new FeedException(
        "topic '"
            + topic
            + "' did not take the events, "
            + counts.records()
            + " records into the feed: "
            + cause.getMessage(),
        cause);
  }
}
