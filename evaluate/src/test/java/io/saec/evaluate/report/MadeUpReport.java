package io.saec.evaluate.report;

import io.saec.evaluate.Calibration;
import io.saec.evaluate.Difference;
import io.saec.evaluate.EvaluationReport;
import io.saec.evaluate.EvaluationReport.Beside;
import io.saec.evaluate.EvaluationReport.Compressed;
import io.saec.evaluate.EvaluationReport.Tuned;
import io.saec.evaluate.FineTuned;
import io.saec.evaluate.OnlineReport;
import io.saec.evaluate.Outcome;
import io.saec.evaluate.Quality;
import io.saec.evaluate.Recipe;
import io.saec.evaluate.Size;
import io.saec.evaluate.Unknown;
import io.saec.evaluate.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports with every part in them; nothing was trained for them. */
final class MadeUpReport {
  static final long FULL_BYTES = 1_224_000;
  static final String PACKED = "packed ids + int8 centroids, no keys";

  private static final double AUC = 0.6987;
  private static final double LOGLOSS = 0.6241;
  private static final long START = 1_291_191_960_000L;
  private static final long WEEK = 7 * 86_400_000L;

  private MadeUpReport() {}

  /** The compressed model is as good at 8x, not at 27x. */
  static EvaluationReport withSmallest() {
    Map<String, Compressed> compressed = new LinkedHashMap<>();
    compressed.put("4x", compressed(4, 0.0002, -0.0001));
    compressed.put("8x", compressed(8, -0.0004, 0.0007));
    compressed.put("27x", compressed(27, -0.0031, 0.0042));
    compressed.put("108x", compressed(108, -0.0144, 0.0157));
    return report(compressed, new Verdict("8x", FULL_BYTES / 8 - 100, ""), 3);
  }

  /** The compressed model loses at any size; there is one seed. */
  static EvaluationReport withoutSmallest() {
    Map<String, Compressed> compressed = new LinkedHashMap<>();
    compressed.put("4x", compressed(4, -0.0009, 0.0021));
    compressed.put("27x", compressed(27, -0.0031, 0.0004));
    return report(compressed, new Verdict(null, 0, ""), 1);
  }

  /** A field of that name is in each part that names fields. */
  static Map<String, OnlineReport> online(String field) {
    Map<String, OnlineReport> byBudget = new LinkedHashMap<>();
    byBudget.put("8x", online(field, 0.003));
    byBudget.put("27x", online(field, 0.009));
    return byBudget;
  }

  private static OnlineReport online(String field, double loss) {
    List<OnlineReport.Point> points = new ArrayList<>();
    List<OnlineReport.Version> versions = new ArrayList<>();
    for (int week = 0; week < 40; week++) {
      long ts = START + week * WEEK;
      double wave = 0.01 * Math.sin(week / 3.0);
      double full = AUC + wave - 0.15 / (1 + week);
      points.add(
          new OnlineReport.Point(
              ts,
              1200 + 10L * week,
              new Quality(week == 7 ? Double.NaN : full, LOGLOSS - wave),
              new Quality(full - loss - 0.0005 * (week % 4), LOGLOSS - wave + loss),
              new Quality(full - loss / 2, LOGLOSS - wave + loss / 2)));
      versions.add(
          new OnlineReport.Version(
              ts, "item", week + 1, 0.35 + 0.01 * (week % 5), week == 0 ? 0 : 0.04));
      versions.add(
          new OnlineReport.Version(ts, field, week + 1, 0.6 - 0.005 * week, 0.3 / (1 + week)));
    }
    return new OnlineReport(
        points, versions, outcome(-loss, 1.5 * loss), outcome(-loss / 2, loss / 2));
  }

  private static EvaluationReport report(
      Map<String, Compressed> compressed, Verdict verdict, int seeds) {
    Map<String, Map<String, Beside>> rivals = new LinkedHashMap<>();
    String[] words = {"kmeans", "hashing", "quotientRemainder", "productQuantisation"};
    for (int rival = 0; rival < words.length; rival++) {
      Map<String, Beside> byBudget = new LinkedHashMap<>();
      for (String budget : compressed.keySet()) {
        int ratio = Integer.parseInt(budget.substring(0, budget.length() - 1));
        double loss = (rival + 2) * 0.0006 * Math.sqrt(ratio);
        byBudget.put(budget, beside(FULL_BYTES / ratio - 60L * rival, -loss, loss, true));
      }
      rivals.put(words[rival], byBudget);
    }
    rivals.put("int8", Map.of("own", beside(FULL_BYTES / 4 + 140, 0.0001, -0.0001, false)));
    rivals.put("logistic", Map.of("own", beside(FULL_BYTES / 68, -0.0213, 0.0171, false)));
    Map<String, Integer> features = new LinkedHashMap<>();
    features.put("user", 4180);
    features.put("item", 3620);
    features.put("country", 37);
    return new EvaluationReport(
        new EvaluationReport.Data("time", 312_000, 78_000, features, 0.0412, 16, seeds),
        new Recipe(
            0.05f,
            1e-5f,
            0.01f,
            6,
            new Calibration(0.87, 0.1),
            Unknown.MEAN,
            new Quality(0.7123, 0.6112)),
        new EvaluationReport.Full(AUC, LOGLOSS, new Quality(0.0006, 0.0004), FULL_BYTES),
        compressed,
        seeds == 1 ? Map.of() : fineTuned(compressed.keySet()),
        rivals,
        verdict);
  }

  private static Map<String, Tuned> fineTuned(Collection<String> budgets) {
    Quality before = new Quality(0.7001, 0.6203);
    Map<String, Tuned> tuned = new LinkedHashMap<>();
    tuned.put(
        EvaluationReport.FULL,
        new Tuned(
            outcome(0.0009, -0.0011),
            new FineTuned(2, 0.01f, new Calibration(1, 0), before, before),
            null));
    for (String budget : budgets) {
      int ratio = Integer.parseInt(budget.substring(0, budget.length() - 1));
      double loss = 0.0003 * Math.sqrt(ratio) - 0.0009;
      FineTuned how =
          new FineTuned(3, 0.03f, new Calibration(0.9, 0.2), before, new Quality(0.7012, 0.6197));
      tuned.put(
          budget, new Tuned(outcome(-loss, loss), how, outcome(-loss - 0.0009, loss + 0.0011)));
    }
    return tuned;
  }

  private static Compressed compressed(int ratio, double deltaAuc, double deltaLogloss) {
    long bytes = FULL_BYTES / ratio - 100;
    Map<String, Size> sizes = new LinkedHashMap<>();
    sizes.put("packed", new Size(FULL_BYTES, bytes, PACKED));
    sizes.put("ids4", new Size(FULL_BYTES, bytes + 20_000, "4-byte ids + int8 centroids, no keys"));
    sizes.put("fp16", new Size(FULL_BYTES, bytes * 3 / 2, "packed ids + fp16 centroids, no keys"));
    sizes.put(
        "staticFunctionFingerprints",
        new Size(FULL_BYTES, bytes + 7900, "static function of packed ids and fingerprints"));
    sizes.put(
        "keys", new Size(FULL_BYTES + 62_700, bytes + 62_700, "packed ids + int8, 8-byte keys"));
    Map<String, Integer> clusters = new LinkedHashMap<>();
    clusters.put("user", 8000 / ratio);
    clusters.put("item", 6000 / ratio);
    clusters.put("country", 37);
    return new Compressed(outcome(deltaAuc, deltaLogloss), FULL_BYTES / ratio, sizes, clusters);
  }

  private static Beside beside(
      long bytes, double deltaAuc, double deltaLogloss, boolean besideCompressed) {
    Outcome outcome = outcome(deltaAuc, deltaLogloss);
    return new Beside(
        outcome, bytes, (double) FULL_BYTES / bytes, besideCompressed ? outcome : null);
  }

  private static Outcome outcome(double deltaAuc, double deltaLogloss) {
    return new Outcome(
        AUC + deltaAuc,
        LOGLOSS * (1 + deltaLogloss),
        deltaAuc,
        deltaLogloss,
        new Outcome.Spread(0.0007, 0.0005, 0.0003, 0.0006),
        new Outcome.Calls(call(deltaAuc, 0.0003), call(-deltaLogloss, 0.0006)));
  }

  private static Difference call(double gain, double spread) {
    if (Math.abs(gain) <= spread) {
      return Difference.NONE;
    }
    return gain > 0 ? Difference.BETTER : Difference.WORSE;
  }
}
