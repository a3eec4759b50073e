package io.saec.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The model that is compressed, of one seed.
 *
 * @param model as it scores
 * @param unknown what stands for features that were not trained on
 * @param rows whose features are in it
 * @param counts of the features in the training part, by field
 * @param known features in the training part, by field: ascending numbers
 * @param quality over the test part
 */
record FullModel(
    Model model,
    Unknown unknown,
    LabelledRows rows,
    long[][] counts,
    int[][] known,
    Quality quality) {

  /** Features that were seen in the training part, by field: ascending numbers. */
  static int[][] known(long[][] counts) {
    return Arrays.stream(counts)
        .map(field -> IntStream.range(0, field.length).filter(i -> field[i] > 0).toArray())
        .toArray(int[][]::new);
  }

  /** Fields that have a feature in the training part. */
  int[] fields() {
    return IntStream.range(0, known.length).filter(field -> known[field].length > 0).toArray();
  }

  /** What there is to compress: an entry for each of {@link #fields}. */
  List<FieldEmbeddings> embeddings() {
    return Arrays.stream(fields()).mapToObj(this::embeddings).toList();
  }

  private FieldEmbeddings embeddings(int field) {
    int width = model.width();
    int[] features = known[field];
    float[] vectors = new float[features.length * width];
    long[] seen = new long[features.length];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < features.length; i++) {
      System.arraycopy(model.vectors().get(field), features[i] * width, vectors, i * width, width);
      seen[i] = counts[field][features[i]];
      names.add(rows.fields().get(field).feature(features[i]));
    }
    return new FieldEmbeddings(
        rows.fields().get(field).field(), width, List.copyOf(names), vectors, seen);
  }

  /** The model with what came back from compression. */
  Model restored(List<CompressedField> compressed) {
    List<float[]> vectors = new ArrayList<>();
    List<float[]> fallbacks = new ArrayList<>();
    for (CompressedField field : compressed) {
      int dim = field.dim();
      float[] restored = new float[field.rows().length * dim];
      for (int i = 0; i < field.rows().length; i++) {
        int row = field.rows()[i] == CompressedField.UNMAPPED ? field.fallback() : field.rows()[i];
        System.arraycopy(field.centroids(), row * dim, restored, i * dim, dim);
      }
      vectors.add(restored);
      int at = field.fallback() * dim;
      fallbacks.add(Arrays.copyOfRange(field.centroids(), at, at + dim));
    }
    return restored(vectors, fallbacks);
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
      int[] features = known[fields[i]];
      long[] all = counts[fields[i]];
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
      float[] all = new float[counts[field].length * width];
      for (int j = 0; j < known[field].length; j++) {
        System.arraycopy(vectors.get(i), j * width, all, known[field][j] * width, width);
      }
      unknown.fill(all, counts[field], unknowns.get(i));
      restored.set(field, all);
    }
    return model.with(restored);
  }
}
