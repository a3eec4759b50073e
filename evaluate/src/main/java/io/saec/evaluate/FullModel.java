package io.saec.evaluate;

import io.saec.model.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The model that is compressed, of one seed.
 *
 * @param trial what it was trained and tested with
 * @param model as it scores
 * @param quality over the test part
 */
record FullModel(Trial trial, Model model, Quality quality) {

  /** Fields that have a feature in the training part. */
  int[] fields() {
    return trial.fields();
  }

  /** How its score feels an error in a vector. */
  Sensitivity sensitivity() {
    return Sensitivity.of(model, trial.rows(), trial.split().train());
  }

  /** What there is to compress: an entry for each of {@link #fields}. */
  List<FieldEmbeddings> embeddings() {
    return Arrays.stream(fields()).mapToObj(this::embeddings).toList();
  }

  private FieldEmbeddings embeddings(int field) {
    int width = model.width();
    int[] features = trial.known()[field];
    float[] vectors = new float[features.length * width];
    long[] seen = new long[features.length];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < features.length; i++) {
      System.arraycopy(model.vectors().get(field), features[i] * width, vectors, i * width, width);
      seen[i] = trial.counts()[field][features[i]];
      names.add(trial.rows().fields().get(field).feature(features[i]));
    }
    return new FieldEmbeddings(
        trial.rows().fields().get(field).field(), width, List.copyOf(names), vectors, seen);
  }

  /** What comes back if nothing is lost: a centroid of its own for each feature, and their mean. */
  List<CompressedField> uncompressed() {
    return embeddings().stream()
        .map(
            field -> {
              int n = field.size();
              int dim = field.dim();
              float[] rows = Arrays.copyOf(field.vectors(), (n + 1) * dim);
              float[] mean = Unknown.mean(field.vectors(), field.counts(), dim);
              System.arraycopy(mean, 0, rows, n * dim, dim);
              int[] own = IntStream.range(0, n).toArray();
              return new CompressedField(dim, rows, own, n, Encoding.FP32);
            })
        .toList();
  }

  /**
   * The model with what came back from compression; what is not in the mapping is unknown.
   *
   * @throws IllegalArgumentException if that is not of these fields and features
   */
  Model restored(List<CompressedField> compressed) {
    checkShape(compressed);
    List<float[]> vectors = new ArrayList<>();
    List<float[]> fallbacks = new ArrayList<>();
    for (CompressedField field : compressed) {
      int dim = field.dim();
      float[] restored = new float[field.rows().length * dim];
      for (int i = 0; i < field.rows().length; i++) {
        int row = field.rowOf(i, trial.recipe().unknown());
        if (row != CompressedField.UNMAPPED) {
          System.arraycopy(field.centroids(), row * dim, restored, i * dim, dim);
        }
      }
      vectors.add(restored);
      int at = field.fallback() * dim;
      fallbacks.add(Arrays.copyOfRange(field.centroids(), at, at + dim));
    }
    return restored(vectors, fallbacks);
  }

  /**
   * @throws IllegalArgumentException if something is not of these fields and features
   */
  void checkShape(List<CompressedField> compressed) {
    int[] fields = fields();
    if (compressed.size() != fields.length) {
      throw new IllegalArgumentException(
          fields.length + " fields were compressed to " + compressed.size());
    }
    for (int i = 0; i < fields.length; i++) {
      CompressedField field = compressed.get(i);
      int features = trial.known()[fields[i]].length;
      if (field.rows().length != features || field.dim() != model.width()) {
        throw new IllegalArgumentException(
            "field %s, %d features of %d dimensions, was compressed to %d of %d"
                .formatted(
                    trial.rows().fields().get(fields[i]).field(),
                    features,
                    model.width(),
                    field.rows().length,
                    field.dim()));
      }
    }
  }

  /**
   * The model with other vectors; what is unknown is their mean.
   *
   * @param vectors for each of {@link #fields}, shape [its known features, width]
   */
  Model restoredByMean(List<float[]> vectors) {
    List<float[]> means = new ArrayList<>();
    int[] fields = fields();
    for (int i = 0; i < fields.length; i++) {
      int[] features = trial.known()[fields[i]];
      long[] all = trial.counts()[fields[i]];
      long[] seen = Arrays.stream(features).mapToLong(feature -> all[feature]).toArray();
      means.add(Unknown.mean(vectors.get(i), seen, model.width()));
    }
    return restored(vectors, means);
  }

  private Model restored(List<float[]> vectors, List<float[]> unknowns) {
    int width = model.width();
    List<float[]> restored = new ArrayList<>(model.vectors());
    int[] fields = fields();
    for (int i = 0; i < fields.length; i++) {
      int field = fields[i];
      int[] features = trial.known()[field];
      long[] counts = trial.counts()[field];
      float[] all = new float[counts.length * width];
      for (int j = 0; j < features.length; j++) {
        System.arraycopy(vectors.get(i), j * width, all, features[j] * width, width);
      }
      trial.recipe().unknown().fill(all, counts, unknowns.get(i));
      restored.set(field, all);
    }
    return model.with(restored);
  }
}
