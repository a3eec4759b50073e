package io.saec.cli.serve;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.saec.client.Answers;
import io.saec.client.MappingView;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Answers requests from a view. It knows nothing of connections. (thread safe) */
public final class LookupApi {
  /** Features of one batch. */
  static final int MAX_BATCH = 1_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final TypeReference<List<@Nullable Ask>> ASKS = new TypeReference<>() {};

  private final MappingView view;
  private final Readiness readiness;

  public LookupApi(MappingView view, Readiness readiness) {
    this.view = view;
    this.readiness = readiness;
  }

  /** A feature that is asked for. */
  private record Ask(String field, String feature) {}

  /**
   * A feature that was found, or not.
   *
   * @param cluster null if the feature is unknown
   * @param known if not, the embedding is the field's fallback
   * @param version that cluster and embedding are of
   * @param embedding shape [dim of the field]
   */
  record Found(
      String field,
      String feature,
      @Nullable Integer cluster,
      boolean known,
      long version,
      float[] embedding) {}

  /** Answers a request; what is wrong with it, too, is an answer. */
  Reply answer(Request request) {
    try {
      return switch (Path.of(request)) {
        case READY -> readiness.reply();
        case FIELDS -> Reply.ok(fields());
        case LOOKUP ->
            Reply.ok(request.method().equals("POST") ? batch(request.body()) : one(request));
      };
    } catch (RequestException e) {
      return e.reply();
    }
  }

  private Map<String, FieldJson> fields() {
    Map<String, FieldJson> fields = new TreeMap<>();
    view.fields().forEach(field -> fields.put(field, FieldJson.of(view.status(field))));
    return fields;
  }

  private Found one(Request request) {
    return find(List.of(new Ask(request.parameter("field"), request.parameter("feature"))))[0];
  }

  private Found[] batch(byte[] body) {
    List<Ask> asks = asks(body);
    if (asks.size() > MAX_BATCH) {
      throw new RequestException(
          413,
          "a batch of " + asks.size() + " features is too large",
          "send at most " + MAX_BATCH + " in one");
    }
    return find(asks);
  }

  private static List<Ask> asks(byte[] body) {
    String remedy = "send an array such as [{\"field\":\"item\",\"feature\":\"85123A\"}]";
    try {
      List<@Nullable Ask> asks = MAPPER.readValue(body, ASKS);
      if (asks == null || asks.contains(null)) {
        throw new RequestException(400, "the body holds a null", remedy);
      }
      return List.copyOf(asks);
    } catch (IOException e) {
      throw new RequestException(400, "the body is not an array of features", remedy, e);
    }
  }

  /** Finds them all, those of one field in one version. */
  private Found[] find(List<Ask> asks) {
    Map<String, int[]> places = new LinkedHashMap<>();
    asks.stream()
        .map(Ask::field)
        .distinct()
        .forEach(
            field ->
                places.put(
                    field,
                    IntStream.range(0, asks.size())
                        .filter(place -> asks.get(place).field().equals(field))
                        .toArray()));
    Found[] found = new Found[asks.size()];
    places.forEach(
        (field, ofField) -> {
          List<String> features =
              Arrays.stream(ofField).mapToObj(place -> asks.get(place).feature()).toList();
          Answers answers = lookUp(field, features);
          for (int i = 0; i < ofField.length; i++) {
            found[ofField[i]] = found(field, features.get(i), answers, i);
          }
        });
    return found;
  }

  private Answers lookUp(String field, List<String> features) {
    if (!view.fields().contains(field) && !readiness.needs(field)) {
      throw new RequestException(
          404, "field '" + field + "' is not in the topics", Path.FIELDS.example() + " has those");
    }
    if (!view.ready(field)) {
      throw new RequestException(
          503,
          "field '" + field + "' has no version yet",
          "wait until " + Path.READY.example() + " answers 200");
    }
    return view.lookUp(field, features);
  }

  private static Found found(String field, String feature, Answers answers, int place) {
    float[] embedding = new float[answers.dim()];
    boolean known = answers.embedding(place, embedding);
    Integer cluster = known ? answers.cluster(place) : null;
    return new Found(field, feature, cluster, known, answers.version(), embedding);
  }
}
