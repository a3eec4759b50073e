package io.saec.tests;

import io.saec.clustering.Codebook;
import io.saec.clustering.CodebookMaker;
import io.saec.clustering.EvolvingCodebookMaker;
import io.saec.clustering.Head;
import io.saec.clustering.budget.Allocation;
import io.saec.clustering.budget.CurveEstimator;
import io.saec.clustering.budget.Demand;
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
 * boundary, keeps nothing it could look up, and shares no code with the job but the arithmetic of
 * the clustering module, the hash functions of the wire and the values of {@link Rules}.
 *
 * <p>It assumes that no event is late.
 */
final class Oracle {
  private static final double UNSEEN = 0x1p-20;

  private final Rules rules;
  private final long slide;
  private final int panes;
  private final CurveEstimator estimator = new CurveEstimator(CurveEstimator.DEFAULT_SAMPLE);

  private Oracle(Rules rules) {
    this.rules = rules;
    this.slide = rules.window().slide();
    this.panes = rules.window().panes();
  }

  /**
   * One version of a field.
   *
   * @param boundary it was made at
   * @param because why
   * @param live features of the field at the boundary
   * @param mapping sealed: feature to cluster
   * @param seals by shard
   */
  record Version(
      long boundary,
      String because,
      int live,
      Codebook codebook,
      Map<String, Integer> mapping,
      Map<Integer, Seal> seals) {
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
   * @param skipped codebooks that gained too little
   * @param quotas clusters granted, in order
   */
  record FieldStory(
      List<Version> versions,
      Map<String, Integer> tombstones,
      Map<String, float[]> live,
      int busy,
      int skipped,
      List<Integer> quotas) {}

  /** What becomes of every field, by name. */
  static Map<String, FieldStory> tell(List<FeatureEvent> events, Rules rules) {
    Oracle oracle = new Oracle(rules);
    List<FieldTeller> tellers = new ArrayList<>();
    for (String name : rules.fields().dimensions().keySet()) {
      List<FeatureEvent> own = events.stream().filter(e -> e.field().equals(name)).toList();
      tellers.add(oracle.new FieldTeller(notNull(rules.fields().find(name)), own));
    }
    long first = tellers.stream().mapToLong(teller -> teller.first).min().orElseThrow();
    for (long boundary = first; boundary <= rules.end(); boundary++) {
      for (FieldTeller teller : tellers) {
        teller.look(boundary);
      }
      oracle.divide(boundary, tellers);
      for (FieldTeller teller : tellers) {
        teller.recluster(boundary);
      }
    }
    Map<String, FieldStory> stories = new TreeMap<>();
    tellers.forEach(teller -> stories.put(teller.field.name(), teller.story()));
    return stories;
  }

  private static <T> T notNull(@Nullable T value) {
    if (value == null) {
      throw new AssertionError("null");
    }
    return value;
  }

  // ---- the budget ----

  /** Grants clusters to the fields whose turn it is, out of what the others leave. */
  private void divide(long boundary, List<FieldTeller> tellers) {
    List<FieldTeller> told =
        tellers.stream()
            .filter(teller -> teller.isToBeGranted(boundary))
            .sorted(Comparator.comparingLong(teller -> teller.field.id()))
            .toList();
    if (told.isEmpty()) {
      return;
    }
    told.forEach(teller -> teller.draw(boundary));
    long full = 0;
    long others = 0;
    for (FieldTeller teller : tellers) {
      Demand curve = teller.curve;
      if (curve != null) {
        full += rules.accounting().full(curve.live(), curve.dim());
        if (!told.contains(teller)) {
          others += rules.accounting().compressed(curve.live(), teller.granted, curve.dim());
        }
      }
    }
    long left = Math.max(0, rules.budget().bytes(full) - others);
    List<Demand> shared = told.stream().map(teller -> notNull(teller.curve)).toList();
    int[] clusters = Allocation.of(shared, rules.accounting(), left).ks();
    for (int i = 0; i < clusters.length; i++) {
      told.get(i).grant(clusters[i], boundary);
    }
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
    private int skipped;

    /** Features that were told of; with an admission count, not all are. */
    private final Set<String> admitted = new TreeSet<>();

    /** As of the boundary looked at. */
    private @Nullable Head head;

    private @Nullable Codebook inForce;
    private long considered;
    private int wanted;
    private double distortion;

    private @Nullable Demand curve;
    private long drawn;
    private int granted;
    private long grantedAt = Long.MIN_VALUE;
    private final List<Integer> quotas = new ArrayList<>();

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

    FieldStory story() {
      return new FieldStory(versions, tombstones, embeddings(rules.end()), busy, skipped, quotas);
    }

    /** Lets go what is due and takes the head. */
    void look(long boundary) {
      List<Share> shares = new ArrayList<>();
      for (int shard : shards.keySet()) {
        shares.add(share(boundary, shard));
      }
      head = head(shares, field.clusters().of(features()));
      busy += head.occurrences() > 0 ? 1 : 0;
    }

    private int features() {
      return live.values().stream().mapToInt(Integer::intValue).sum();
    }

    private Head head() {
      return notNull(head);
    }

    boolean isToBeGranted(long boundary) {
      if (!field.clusters().byBudget() || head().size() == 0) {
        return false;
      }
      if (curve == null) {
        return true;
      }
      boolean newInterval =
          Math.floorDiv(boundary, rules.interval()) > Math.floorDiv(drawn, rules.interval());
      return head().occurrences() > 0
          && (newInterval || features() >= rules.growth() * curve.live());
    }

    void draw(long boundary) {
      int most = field.clusters().of(features());
      drawn = boundary;
      curve =
          new Demand(
              features(),
              field.dimension(),
              features() <= field.clusters().floor() ? features() : 1,
              most,
              estimator.estimate(field.name(), boundary * slide, head(), most));
    }

    void grant(int clusters, long boundary) {
      granted = clusters;
      grantedAt = boundary;
      quotas.add(clusters);
    }

    void recluster(long boundary) {
      if (head().size() == 0) {
        return;
      }
      int clusters =
          field.clusters().byBudget() && features() > field.clusters().floor()
              ? granted
              : field.clusters().of(features());
      Codebook previous = inForce;
      double before = previous == null ? Double.NaN : distortion(previous, head());
      String because = because(boundary, previous, clusters, before);
      if (because.isEmpty()) {
        return;
      }
      Codebook next = maker.next(field.name(), previous, head(), clusters, boundary * slide);
      considered = boundary;
      wanted = clusters;
      boolean mustShrink =
          previous != null && field.clusters().byBudget() && previous.k() > clusters;
      if (previous == null || mustShrink || before - next.distortion() >= rules.leastGain()) {
        distortion = next.distortion();
        inForce = next;
        versions.add(seal(boundary, because, next));
      } else {
        distortion = before;
        skipped++;
      }
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
          if (admitted.remove(feature) && inForce != null) {
            tombstones.merge(feature, 1, Integer::sum);
          }
          continue;
        }
        if (embedding != null && frequency >= rules.admission()) {
          admitted.add(feature);
        }
        all.add(new Seen(feature, frequency, embedding));
      }
      // A feature without an embedding cannot be clustered, so it has no part in this.
      List<Seen> rows =
          new ArrayList<>(all.stream().filter(seen -> admitted.contains(seen.feature())).toList());
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

    /** Empty where it is not re-clustered. */
    private String because(
        long boundary, @Nullable Codebook previous, int clusters, double before) {
      if (previous == null) {
        return "first";
      }
      if (head().occurrences() == 0) {
        return "";
      }
      boolean isUp =
          field.clusters().byBudget()
              ? grantedAt == boundary
              : boundary - considered >= rules.interval();
      if (isUp) {
        return "interval";
      }
      if (clusters >= rules.growth() * wanted) {
        return "growth";
      }
      boolean drifted = before > distortion + rules.distortionRise();
      return drifted && 4 * (boundary - considered) >= rules.interval() ? "drift" : "";
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

    private Version seal(long boundary, String because, Codebook codebook) {
      Map<String, Integer> mapping = new TreeMap<>();
      Map<Integer, long[]> sums = new TreeMap<>();
      // A shard that had features goes on sealing, to say that they are gone.
      everLive.forEach(shard -> sums.put(shard, new long[6]));
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
                long error = error(codebook, embedding, cluster);
                sum[3] += error;
                sum[4] += before == null ? error : 0;
                sum[5] += checksum(feature, cluster);
              });
      sealed.clear();
      sealed.putAll(mapping);
      Map<Integer, Seal> seals = new TreeMap<>();
      sums.forEach(
          (shard, sum) ->
              seals.put(
                  shard,
                  new Seal(
                      codebook.version(),
                      rules.shards(),
                      sum[0],
                      sum[1],
                      sum[2],
                      sum[3],
                      sum[4],
                      sum[5])));
      return new Version(boundary, because, features(), codebook, mapping, seals);
    }

    /** The embedding in force of every feature that has one, in all shards. */
    private Map<String, float[]> embeddings(long boundary) {
      Map<String, float[]> embeddings = new TreeMap<>();
      shards.forEach(
          (shard, features) -> {
            for (String feature : features.keySet()) {
              float[] embedding = embedding(past(shard, feature, boundary));
              if (embedding != null && admitted.contains(feature)) {
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

  /** Squared distance to the cluster's centroid in millionths of the codebook's unit. */
  private static long error(Codebook codebook, float[] embedding, int cluster) {
    if (codebook.unit() == 0) {
      return 0;
    }
    int row = Arrays.binarySearch(codebook.ids(), cluster);
    double units = squaredDistance(embedding, centroid(codebook, row)) / codebook.unit();
    return Math.round(Math.min(units, 1e3) * 1e6);
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
