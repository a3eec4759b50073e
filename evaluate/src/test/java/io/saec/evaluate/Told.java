package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.events.SplitMix64;
import io.saec.model.Encoding;
import io.saec.model.FeatureEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Knows of embeddings only what events told it, and holds what they promise. */
final class Told implements OnlineCompressor.Run {
  /** What comes of a field. */
  interface Answer {
    /**
     * @param embeddings of the field's features as events told them, shape [n, dim]
     */
    CompressedField of(FieldEmbeddings field, float[] embeddings);
  }

  private final Answer answer;
  private final Map<String, float[]> embeddings = new HashMap<>();
  private final List<FeatureEvent> events = new ArrayList<>();
  private final List<Long> boundaries = new ArrayList<>();
  private boolean closed;

  Told(Answer answer) {
    this.answer = answer;
  }

  /** Each feature for itself. */
  static CompressedField exact(FieldEmbeddings field, float[] embeddings) {
    int[] rows = IntStream.range(0, field.size()).toArray();
    return new CompressedField(field.dim(), embeddings, rows, 0, Encoding.FP32);
  }

  /** All features as their mean. */
  static CompressedField mean(FieldEmbeddings field, float[] embeddings) {
    float[] mean = Unknown.mean(embeddings, field.counts(), field.dim());
    return new CompressedField(field.dim(), mean, new int[field.size()], 0, Encoding.FP32);
  }

  /** Features whose numbers are of a kind as one, with a vector that says nothing. */
  static CompressedField kinds(FieldEmbeddings field, float[] embeddings) {
    SplitMix64 random = new SplitMix64(5);
    float[] centroids = new float[MadeUp.GROUPS * field.dim()];
    for (int at = 0; at < centroids.length; at++) {
      centroids[at] = 0.1f * random.nextNoise();
    }
    int[] rows =
        field.features().stream()
            .mapToInt(name -> Integer.parseInt(name.substring(1)) % MadeUp.GROUPS)
            .toArray();
    return new CompressedField(field.dim(), centroids, rows, 0, Encoding.FP32);
  }

  @Override
  public List<CompressedField> advance(
      List<FeatureEvent> more, long boundary, List<FieldEmbeddings> known) {
    long last = boundaries.isEmpty() ? Long.MIN_VALUE : boundaries.get(boundaries.size() - 1);
    for (FeatureEvent event : more) {
      assertThat(event.ts()).isGreaterThanOrEqualTo(last).isLessThan(boundary);
      last = event.ts();
      if (event.embedding() != null) {
        embeddings.put(event.field() + "/" + event.feature(), event.embedding());
      }
    }
    events.addAll(more);
    boundaries.add(boundary);
    return known.stream().map(this::answer).toList();
  }

  private CompressedField answer(FieldEmbeddings field) {
    float[] told = new float[field.size() * field.dim()];
    for (int i = 0; i < field.size(); i++) {
      float[] embedding =
          Objects.requireNonNull(embeddings.get(field.field() + "/" + field.features().get(i)));
      System.arraycopy(embedding, 0, told, i * field.dim(), field.dim());
    }
    return answer.of(field, told);
  }

  @Override
  public List<OnlineReport.Version> versions() {
    return List.of();
  }

  List<FeatureEvent> events() {
    return events;
  }

  List<Long> boundaries() {
    return boundaries;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
