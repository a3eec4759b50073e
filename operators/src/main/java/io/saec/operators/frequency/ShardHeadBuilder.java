package io.saec.operators.frequency;

import io.saec.clustering.HeadShare;
import io.saec.clustering.Heads;
import io.saec.operators.FieldRules;
import io.saec.operators.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Collects a shard's features and cuts its part of the head out of them. */
final class ShardHeadBuilder {
  private static final Comparator<Candidate> MOST_FREQUENT_FIRST =
      Comparator.comparingLong(Candidate::frequency).reversed().thenComparing(Candidate::feature);

  private final FieldRules field;
  private final Rules rules;
  private final List<Candidate> candidates = new ArrayList<>();
  private long occurrences;

  ShardHeadBuilder(FieldRules field, Rules rules) {
    this.field = field;
    this.rules = rules;
  }

  private record Candidate(String feature, long frequency, float[] embedding) {}

  /**
   * Adds a feature.
   *
   * @throws IllegalStateException if the embedding is not of the field's dimension
   */
  void add(String feature, long frequency, float[] embedding) {
    if (embedding.length != field.dimension()) {
      throw new IllegalStateException(
          "field '"
              + field.name()
              + "' had dimension "
              + embedding.length
              + " when its state was born and is configured with "
              + field.dimension()
              + ": set it back, or give the field a new name");
    }
    candidates.add(new Candidate(feature, frequency, embedding));
    occurrences += frequency;
  }

  HeadShare build() {
    candidates.sort(MOST_FREQUENT_FIRST);
    int live = candidates.size();
    long[] frequencies = new long[live];
    for (int row = 0; row < live; row++) {
      frequencies[row] = candidates.get(row).frequency();
    }
    int rows =
        Heads.cut(
            frequencies,
            occurrences,
            rules.shareCoverage(),
            rules.headFeatures(),
            field.clusters().of(live));
    int dim = field.dimension();
    float[] embeddings = new float[rows * dim];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(candidates.get(row).embedding(), 0, embeddings, row * dim, dim);
    }
    return new HeadShare(live, occurrences, dim, embeddings, Arrays.copyOf(frequencies, rows));
  }
}
