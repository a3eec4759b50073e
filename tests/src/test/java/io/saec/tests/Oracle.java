package io.saec.tests;

import io.saec.clustering.Codebook;
import io.saec.clustering.CodebookMaker;
import io.saec.clustering.EvolvingCodebookMaker;
import io.saec.clustering.Head;
import io.saec.model.FeatureEvent;
import io.saec.model.Hashes;
import io.saec.model.Seal;
import io.saec.operators.FieldRules;
import io.saec.operators.Rules;
import io.saec.state.FeatureRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules, one after the other, over plain collections: what the pipeline must come to, whatever
 * its parallelism and whatever happens to it. It looks at all events of a feature at every
 * boundary, keeps nothing it could look up, and shares no code with the job but k-means, the hash
 * functions of the wire and the values of {@link Rules}.
 *
 * <p>It assumes that no event is late.
 */
final class Oracle {
  private static final double UNSEEN = 0x1p-20;

  private final Rules rules;
  private final long slide;
  private final int panes;

  private Oracle(Rules rules) {
    this.rules = rules;
    this.slide = rules.window().slide();
    this.panes = rules.window().panes();
  }

  /**
   * One version of a field.
   *
   * @param boundary it was made at
   * @param mapping sealed: feature to cluster
   * @param seals by shard
   */
  record Version(
      long boundary, Codebook codebook, Map<String, Integer> mapping, Map<Integer, Seal> seals) {
    long number() {
      return codebook.version();
    }
  }

  /**
   * What becomes of a field.
   *
   * @param versions in order
   * @param tombstones how many each feature gets
   * @param live embedding in force of each feature after the last boundary
   * @param busy boundaries with occurrences in their window
   */
  record FieldStory(
      List<Version> versions,
      Map<String, Integer> tombstones,
      Map<String, float[]> live,
      int busy) {}

  /** What becomes of every field, by name. */
  static Map<String, FieldStory> tell(List<FeatureEvent> events, Rules rules) {
    Map<String, FieldStory> stories = new TreeMap<>();
    for (String name : rules.fields().dimensions().keySet()) {
      FieldRules field = rules.fields().find(name);
      if (field == null) {
        throw new AssertionError(name);
      }
      List<FeatureEvent> own = events.stream().filter(e -> e.field().equals(name)).toList();
      stories.put(name, new Oracle(rules).new FieldTeller(field, own).tell());
    }
    return stories;
  }

  private long pane(FeatureEvent event) {
    return Math.floorDiv(event.ts(), slide);
  }

  /** A feature as of a boundary. */
  private record Seen(String feature, long frequency, float @Nullable [] embedding) {}

  /** What a shard says at a boundary. */
  private record Share(int shard, long occurrences, List<Seen> rows) {}

  private record Ranked(Seen seen, int shard, int rank) {}

  private final class FieldTeller {
    private final FieldRules field;
    private final CodebookMaker maker = new EvolvingCodebookMaker(rules.clustering());
    private final Map<Integer, Map<String, List<FeatureEvent>>> shards = new TreeMap<>();

    /** Boundary at which a feature expired last: what was before is forgotten. */
    private final Map<String, Long> expired = new TreeMap<>();

    private final Map<Integer, Integer> live = new TreeMap<>();
    private final Set<Integer> everLive = new TreeSet<>();
    private final List<Version> versions = new ArrayList<>();
    private final Map<String, Integer> tombstones = new TreeMap<>();
    private long first = Long.MAX_VALUE;
    private int busy;

    /** Mapping at the last seal, of the features that have not expired since. */
    private final Map<String, Integer> sealed = new TreeMap<>();

    FieldTeller(FieldRules field, List<FeatureEvent> events) {
      this.field = field;
      for (FeatureEvent event : events) {
        int shard = Hashes.shardOf(event.feature(), rules.shards());
        shards
            .computeIfAbsent(shard, s -> new TreeMap<>())
            .computeIfAbsent(event.feature(), f -> new ArrayList<>())
            .add(event);
        first = Math.min(first, pane(event) + 1);
      }
    }

    FieldStory tell() {
      for (long boundary = first; boundary <= rules.end(); boundary++) {
        at(boundary);
      }
      return new FieldStory(versions, tombstones, embeddings(rules.end()), busy);
    }

    private void at(long boundary) {
      List<Share> shares = new ArrayList<>();
      for (int shard : shards.keySet()) {
        shares.add(share(boundary, shard));
      }
      int k = field.clusters().of(live.values().stream().mapToInt(Integer::intValue).sum());
      Head head = head(shares, k);
      busy += head.occurrences() > 0 ? 1 : 0;
      if (head.size() == 0 || !isDue(boundary, head)) {
        return;
      }
      Codebook codebook = maker.next(field.name(), newest(), head, k, boundary * slide);
      versions.add(seal(boundary, codebook));
    }

    private @Nullable Codebook newest() {
      return versions.isEmpty() ? null : versions.get(versions.size() - 1).codebook();
    }

    // ---- frequency ----

    /** Expires what is due and tells the shard's part of the head. */
    private Share share(long boundary, int shard) {
      List<Seen> all = new ArrayList<>();
      for (String feature : shards.getOrDefault(shard, Map.of()).keySet()) {
        List<FeatureEvent> past = past(shard, feature, boundary);
        if (past.isEmpty()) {
          continue;
        }
        long frequency = frequency(past, boundary);
        long last = past.stream().mapToLong(Oracle.this::pane).max().orElseThrow();
        boolean mortal = rules.ttl() != FeatureRecord.NEVER;
        float[] embedding = embedding(past);
        if (mortal && frequency == 0 && boundary >= last + 1 + rules.ttl()) {
          expired.put(feature, boundary);
          sealed.remove(feature);
          if (embedding != null && newest() != null) {
            tombstones.merge(feature, 1, Integer::sum);
          }
          continue;
        }
        all.add(new Seen(feature, frequency, embedding));
      }
      // A feature without an embedding cannot be clustered, so it has no part in this.
      List<Seen> rows =
          new ArrayList<>(all.stream().filter(seen -> seen.embedding() != null).toList());
      live.put(shard, rows.size());
      if (!rows.isEmpty()) {
        everLive.add(shard);
      }
      rows.sort(Comparator.comparingLong(Seen::frequency).reversed().thenComparing(Seen::feature));
      long occurrences = rows.stream().mapToLong(Seen::frequency).sum();
      int atLeast = field.clusters().of(rows.size());
      double coverage = (1 + rules.headCoverage()) / 2;
      return new Share(shard, occurrences, cut(rows, occurrences, coverage, atLeast));
    }

    private List<FeatureEvent> past(int shard, String feature, long boundary) {
      long from = expired.getOrDefault(feature, Long.MIN_VALUE);
      return shards.getOrDefault(shard, Map.of()).getOrDefault(feature, List.of()).stream()
          .filter(event -> event.ts() < boundary * slide && pane(event) >= from)
          .toList();
    }

    private long frequency(List<FeatureEvent> past, long boundary) {
      return past.stream()
          .filter(event -> pane(event) >= boundary - panes && pane(event) < boundary)
          .mapToLong(FeatureEvent::count)
          .sum();
    }

    private List<Seen> cut(List<Seen> rows, long occurrences, double coverage, int atLeast) {
      int size = 0;
      long covered = 0;
      for (Seen row : rows) {
        if (covered >= coverage * occurrences
            || row.frequency() == 0
            || size == rules.headFeatures()) {
          break;
        }
        covered += row.frequency();
        size++;
      }
      return rows.subList(0, Math.min(rows.size(), Math.max(size, atLeast)));
    }

    // ---- clustering ----

    private Head head(List<Share> shares, int k) {
      List<Ranked> all = new ArrayList<>();
      long occurrences = 0;
      for (Share share : shares) {
        occurrences += share.occurrences();
        for (int rank = 0; rank < share.rows().size(); rank++) {
          all.add(new Ranked(share.rows().get(rank), share.shard(), rank));
        }
      }
      all.sort(
          Comparator.comparingLong((Ranked row) -> row.seen().frequency())
              .reversed()
              .thenComparing(Ranked::shard)
              .thenComparing(Ranked::rank));
      List<Seen> rows =
          cut(all.stream().map(Ranked::seen).toList(), occurrences, rules.headCoverage(), k);
      int dim = field.dimension();
      float[] embeddings = new float[rows.size() * dim];
      long[] frequencies = new long[rows.size()];
      for (int row = 0; row < rows.size(); row++) {
        float[] embedding = rows.get(row).embedding();
        if (embedding == null) {
          throw new AssertionError("a row without an embedding");
        }
        System.arraycopy(embedding, 0, embeddings, row * dim, dim);
        frequencies[row] = rows.get(row).frequency();
      }
      return new Head(dim, embeddings, frequencies, occurrences);
    }

    private boolean isDue(long boundary, Head head) {
      Codebook previous = newest();
      if (previous == null) {
        return true;
      }
      if (head.occurrences() == 0) {
        return false;
      }
      return boundary - versions.get(versions.size() - 1).boundary() >= rules.interval()
          || distortion(previous, head) > previous.distortion() + rules.distortionRise();
    }

    private static double distortion(Codebook codebook, Head head) {
      int dim = head.dim();
      double[] sums = new double[dim];
      double total = 0;
      for (int i = 0; i < head.size(); i++) {
        total += weight(head, i);
        for (int j = 0; j < dim; j++) {
          sums[j] += weight(head, i) * head.embeddings()[i * dim + j];
        }
      }
      float[] mean = new float[dim];
      for (int j = 0; j < dim; j++) {
        mean[j] = (float) (sums[j] / total);
      }
      double error = 0;
      double spread = 0;
      double length = 0;
      for (int i = 0; i < head.size(); i++) {
        float[] point = Arrays.copyOfRange(head.embeddings(), i * dim, (i + 1) * dim);
        float[] centroid = centroid(codebook, nearest(codebook, point));
        error += weight(head, i) * squaredDistance(point, centroid);
        spread += weight(head, i) * squaredDistance(point, mean);
        length += weight(head, i) * squaredDistance(point, new float[dim]);
      }
      return error == 0 ? 0 : Math.min(1, error / Math.max(spread, length / 1024));
    }

    private static double weight(Head head, int row) {
      return head.frequencies()[row] == 0 ? UNSEEN : head.frequencies()[row];
    }

    // ---- assignment ----

    private Version seal(long boundary, Codebook codebook) {
      Map<String, Integer> mapping = new TreeMap<>();
      Map<Integer, long[]> sums = new TreeMap<>();
      // A shard that had features goes on sealing, to say that they are gone.
      everLive.forEach(shard -> sums.put(shard, new long[4]));
      embeddings(boundary)
          .forEach(
              (feature, embedding) -> {
                Integer before = sealed.get(feature);
                int cluster = cluster(codebook, embedding, before);
                mapping.put(feature, cluster);
                long[] sum = sums.get(Hashes.shardOf(feature, rules.shards()));
                if (sum == null) {
                  throw new AssertionError(feature);
                }
                sum[0]++;
                sum[1] += before != null && before != cluster ? 1 : 0;
                sum[2] += before != null && before == cluster ? 1 : 0;
                sum[3] += checksum(feature, cluster);
              });
      sealed.clear();
      sealed.putAll(mapping);
      Map<Integer, Seal> seals = new TreeMap<>();
      sums.forEach(
          (shard, sum) ->
              seals.put(
                  shard,
                  new Seal(codebook.version(), rules.shards(), sum[0], sum[1], sum[2], sum[3])));
      return new Version(boundary, codebook, mapping, seals);
    }

    /** The embedding in force of every feature that has one, in all shards. */
    private Map<String, float[]> embeddings(long boundary) {
      Map<String, float[]> embeddings = new TreeMap<>();
      shards.forEach(
          (shard, features) -> {
            for (String feature : features.keySet()) {
              float[] embedding = embedding(past(shard, feature, boundary));
              if (embedding != null) {
                embeddings.put(feature, embedding);
              }
            }
          });
      return embeddings;
    }

    private int cluster(Codebook codebook, float[] embedding, @Nullable Integer before) {
      int best = codebook.ids()[nearest(codebook, embedding)];
      if (before == null) {
        return best;
      }
      int row = Arrays.binarySearch(codebook.ids(), before);
      if (row < 0) {
        return best;
      }
      double now = squaredDistance(embedding, centroid(codebook, row));
      double then =
          squaredDistance(embedding, centroid(codebook, Arrays.binarySearch(codebook.ids(), best)));
      return now - then > rules.hysteresis() * now ? best : before;
    }
  }

  /** The newest by ts, ties by the greater bytes; null if no event brought one. */
  private static float @Nullable [] embedding(List<FeatureEvent> events) {
    FeatureEvent newest = null;
    for (FeatureEvent event : events) {
      if (event.embedding() != null && (newest == null || wins(event, newest))) {
        newest = event;
      }
    }
    return newest == null ? null : newest.embedding();
  }

  private static boolean wins(FeatureEvent event, FeatureEvent other) {
    return event.ts() != other.ts()
        ? event.ts() > other.ts()
        : Arrays.compareUnsigned(bytes(event), bytes(other)) > 0;
  }

  private static byte[] bytes(FeatureEvent event) {
    float[] embedding = event.embedding();
    if (embedding == null) {
      throw new AssertionError("no embedding");
    }
    ByteBuffer bytes = ByteBuffer.allocate(embedding.length * Float.BYTES);
    for (float value : embedding) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  /** Row of the nearest centroid by the formula of {@link io.saec.clustering.NearestCentroid}. */
  static int nearest(Codebook codebook, float[] point) {
    int best = -1;
    float least = Float.POSITIVE_INFINITY;
    for (int row = 0; row < codebook.k(); row++) {
      float[] centroid = centroid(codebook, row);
      float score = 0;
      for (float value : centroid) {
        score = Math.fma(value, value, score);
      }
      for (int j = 0; j < point.length; j++) {
        score = Math.fma(-2 * centroid[j], point[j], score);
      }
      if (score < least) {
        least = score;
        best = row;
      }
    }
    return best;
  }

  private static float[] centroid(Codebook codebook, int row) {
    return Arrays.copyOfRange(
        codebook.centroids(), row * codebook.dim(), (row + 1) * codebook.dim());
  }

  private static double squaredDistance(float[] left, float[] right) {
    double sum = 0;
    for (int j = 0; j < left.length; j++) {
      double difference = (double) left[j] - right[j];
      sum += difference * difference;
    }
    return sum;
  }

  /** What a mapped feature adds to its shard's checksum, by the words of the wire format. */
  private static long checksum(String feature, int cluster) {
    long h = Hashes.ofFeature(feature) + cluster * 0x9E3779B97F4A7C15L;
    h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return h ^ (h >>> 33);
  }
}
