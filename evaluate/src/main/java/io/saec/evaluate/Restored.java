package io.saec.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rivals that compress the full model after its training, field by field, to vectors that come back
 * with an error. What is unknown is then the mean of the field, or nothing.
 */
final class Restored implements Rival {

  /** How a field is compressed. */
  interface Scheme {
    /**
     * The vectors of a field as they come back, shape [features, dim].
     *
     * @param size as the plan has it for the field
     */
    float[] restore(FieldEmbeddings field, int size, long seed, Precision precision);
  }

  /** What a budget comes to: sizes by field, and the bytes of all. */
  record Plan(int[] sizes, long bytes) {}

  /** Finds the plan for a budget. */
  interface Planner {
    Optional<Plan> within(long budget, Precision precision);
  }

  private static final long SEED = Evaluation.seed(0);

  private final String word;
  private final boolean takesBudget;
  private final Trial trial;
  private final HeldBack heldBack;
  private final Planner planner;
  private final Scheme scheme;

  private Restored(
      String word,
      boolean takesBudget,
      Trial trial,
      HeldBack heldBack,
      Planner planner,
      Scheme scheme) {
    this.word = word;
    this.takesBudget = takesBudget;
    this.trial = trial;
    this.heldBack = heldBack;
    this.planner = planner;
    this.scheme = scheme;
  }

  /** Plain k-means, each field with the same share of its features for clusters. */
  static Rival kMeans(Trial trial, HeldBack heldBack) {
    int[] features = trial.features();
    int dim = trial.factors() + 1;
    return new Restored(
        "kmeans",
        true,
        trial,
        heldBack,
        (budget, precision) ->
            Shares.within(features, budget, ks -> kMeansBytes(features, ks, dim, precision))
                .map(ks -> new Plan(ks, kMeansBytes(features, ks, dim, precision))),
        (field, k, seed, precision) ->
            Clustered.of(field.vectors(), dim, k, seed).restored(dim, precision));
  }

  private static long kMeansBytes(int[] features, int[] ks, int dim, Precision precision) {
    long bytes = 0;
    for (int field = 0; field < ks.length; field++) {
      bytes += precision.packed().compressed(features[field], ks[field], dim);
    }
    return bytes;
  }

  /** Product quantisation in two halves, by as many bits as fit the budget, 8 at the most. */
  static Rival productQuantisation(Trial trial, HeldBack heldBack) {
    int dim = trial.factors() + 1;
    return new Restored(
        "productQuantisation",
        true,
        trial,
        heldBack,
        (budget, precision) -> ProductQuantisation.plan(trial.features(), dim, budget, precision),
        ProductQuantisation::restore);
  }

  /** The full table with a byte a value. */
  static Rival int8(Trial trial, HeldBack heldBack) {
    int[] features = trial.features();
    long bytes = 0;
    for (int n : features) {
      bytes += Int8.bytes(n, trial.factors() + 1);
    }
    Plan plan = new Plan(features, bytes);
    return new Restored(
        "int8",
        false,
        trial,
        heldBack,
        (budget, precision) -> Optional.of(plan),
        (field, size, seed, precision) -> Int8.snap(field.vectors(), field.dim()));
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public boolean takesBudget() {
    return takesBudget;
  }

  @Override
  public Optional<Contender> within(long budget, Precision precision) {
    return planner.within(budget, precision).map(plan -> contender(plan, precision));
  }

  private Contender contender(Plan plan, Precision precision) {
    Calibration calibration =
        heldBack.calibration(restored(heldBack.full(), plan, SEED, precision));
    return new Contender() {
      @Override
      public long bytes() {
        return plan.bytes();
      }

      @Override
      public Quality quality(FullModel full, long seed) {
        return trial.quality(restored(full, plan, seed, precision).calibrated(calibration));
      }
    };
  }

  /** A model that was held back may lack a field that others have. */
  private Model restored(FullModel full, Plan plan, long seed, Precision precision) {
    List<Integer> all = IntStream.of(trial.fields()).boxed().toList();
    int[] own = full.fields();
    List<FieldEmbeddings> fields = full.embeddings();
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < own.length; i++) {
      int size = plan.sizes()[all.indexOf(own[i])];
      vectors.add(scheme.restore(fields.get(i), size, seed, precision));
    }
    return full.restoredByMean(vectors);
  }
}
