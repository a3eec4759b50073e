package io.saec.evaluate;

import io.saec.events.RowScore;
import java.util.ArrayList;
import java.util.List;

/**
 * A factorization machine as it scores, whatever it was made by: one vector a feature, those that
 * training never saw included. Nobody writes to the arrays once they are in here.
 *
 * @param vectors by field, shape [features, d + 1], row-major: d factors, then the linear weight
 * @param factors d
 * @param bias of every score
 */
record Model(List<float[]> vectors, int factors, double bias) {
  Model {
    vectors = List.copyOf(vectors);
  }

  /** Floats of a vector: d + 1. */
  int width() {
    return factors + 1;
  }

  /** The same machine with other vectors. */
  Model with(List<float[]> others) {
    return new Model(others, factors, bias);
  }

  /** The machine whose scores are those of this one, calibrated. */
  Model calibrated(Calibration by) {
    double times = by.scale();
    List<float[]> scaled = new ArrayList<>();
    for (float[] field : vectors) {
      float[] out = new float[field.length];
      float root = (float) Math.sqrt(times);
      for (int at = 0; at < field.length; at++) {
        out[at] = field[at] * (at % width() == factors ? (float) times : root);
      }
      scaled.add(out);
    }
    return new Model(scaled, factors, by.of(bias));
  }

  /** The score of each of the rows, shape of {@code which}. */
  double[] scores(LabelledRows rows, int[] which) {
    RowScore score = new RowScore(factors);
    double[] scores = new double[which.length];
    for (int i = 0; i < which.length; i++) {
      score.clear();
      for (int field = 0; field < vectors.size(); field++) {
        int feature = rows.feature(which[i], field);
        if (feature != LabelledRows.NONE) {
          score.add(vectors.get(field), feature * width());
        }
      }
      scores[i] = score.score(bias);
    }
    return scores;
  }

  /** How well it tells the labels of some rows. */
  Quality quality(LabelledRows rows, int[] which) {
    return Quality.of(scores(rows, which), rows.labels(which));
  }
}
