package io.saec.cli.evaluate;

import io.saec.evaluate.FieldEmbeddings;
import io.saec.events.EventSource;
import io.saec.model.FeatureEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A trained model as feature events: of each feature one, with its embedding and as many
 * occurrences as the training part has rows of it, which is what they would be folded to before the
 * job counts them. A record has some features of one field.
 */
final class TrainedEvents implements EventSource {
  private static final int BATCH = 100;

  private final List<FieldEmbeddings> fields;
  private final long ts;
  private int field;
  private int next;

  /**
   * @param ts of all events, epoch milliseconds
   */
  TrainedEvents(List<FieldEmbeddings> fields, long ts) {
    this.fields = fields;
    this.ts = ts;
  }

  @Override
  public Map<String, Integer> fields() {
    Map<String, Integer> dimensions = new LinkedHashMap<>();
    fields.forEach(one -> dimensions.put(one.field(), one.dim()));
    return dimensions;
  }

  @Override
  public boolean next(List<FeatureEvent> batch) {
    batch.clear();
    while (field < fields.size() && next == fields.get(field).size()) {
      field++;
      next = 0;
    }
    if (field == fields.size()) {
      return false;
    }
    FieldEmbeddings of = fields.get(field);
    int end = Math.min(of.size(), next + BATCH);
    for (; next < end; next++) {
      float[] embedding = Arrays.copyOfRange(of.vectors(), next * of.dim(), (next + 1) * of.dim());
      int count = Math.toIntExact(of.counts()[next]);
      batch.add(new FeatureEvent(of.field(), of.features().get(next), ts, count, embedding));
    }
    return true;
  }

  @Override
  public OptionalLong total() {
    return OptionalLong.empty();
  }
}
