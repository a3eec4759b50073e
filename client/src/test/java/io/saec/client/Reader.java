package io.saec.client;

import io.saec.client.store.MemoryStore;
import io.saec.client.store.ViewStore;
import java.time.Duration;
import java.util.List;

/** The serving side without Kafka: applies records in the order it is given them. */
final class Reader {
  /** Where every record is read. */
  static final int PARTITION = 7;

  final ViewUpdater updater;
  final MappingView view;
  private long offset;

  Reader() {
    this(new MemoryStore());
  }

  /** A reader that goes on from what the store has kept. */
  Reader(ViewStore store) {
    this(new ViewUpdater(store, () -> 0));
  }

  private Reader(ViewUpdater updater) {
    this.updater = updater;
    this.view = updater.view();
  }

  /** Reads anew what this one found damaged. */
  Reader again() {
    return new Reader(updater.again(updater.damaged()));
  }

  /** A reader of topics that were empty at the start. */
  static Reader live() {
    Reader reader = new Reader();
    reader.updater.caughtUp();
    return reader;
  }

  Reader read(Wire... records) {
    return read(List.of(records));
  }

  Reader read(List<Wire> records) {
    for (Wire record : records) {
      updater.apply(record.topic(), record.key(), record.value(), PARTITION, offset++);
    }
    return this;
  }

  /** The version and cluster that the feature's vector comes from. */
  String embedding(String field, String feature) {
    float[] out = new float[Publisher.DIM];
    boolean known = view.embedding(field, feature, out);
    return "v" + (long) out[0] + " #" + (int) out[1] + (known ? "" : " fallback");
  }

  boolean awaits(String field) {
    try {
      return view.awaitReady(field, Duration.ofMinutes(1));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
