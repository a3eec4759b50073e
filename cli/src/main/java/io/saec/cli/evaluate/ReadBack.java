package io.saec.cli.evaluate;

import io.saec.client.Answers;
import io.saec.client.MappingFollower;
import io.saec.client.snapshot.SealedField;
import io.saec.evaluate.CompressedField;
import io.saec.evaluate.FieldEmbeddings;
import io.saec.model.Encoding;
import io.saec.model.Manifest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a serving host has in the place of a model's features. */
final class ReadBack {
  private ReadBack() {}

  /**
   * Looks up all features of a field; nothing may be under way that changes it.
   *
   * @return empty if the field has no version
   */
  static Optional<CompressedField> of(MappingFollower follower, FieldEmbeddings field) {
    return follower.sealed(field.field()).map(version -> of(version, follower, field));
  }

  private static CompressedField of(
      SealedField version, MappingFollower follower, FieldEmbeddings field) {
    Manifest manifest = version.manifest();
    int[] clusters = version.clusters();
    Map<Integer, Integer> rowOf = new LinkedHashMap<>();
    float[] centroids = new float[clusters.length * manifest.dim()];
    float[] centroid = new float[manifest.dim()];
    for (int row = 0; row < clusters.length; row++) {
      rowOf.put(clusters[row], row);
      version.centroid(clusters[row], centroid);
      System.arraycopy(centroid, 0, centroids, row * centroid.length, centroid.length);
    }
    Answers answers = follower.view().lookUp(field.field(), field.features());
    int[] rows = new int[field.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rowOf.getOrDefault(answers.cluster(i), CompressedField.UNMAPPED);
    }
    Encoding encoding = Encoding.of(manifest.encoding()).orElseThrow();
    return new CompressedField(
        manifest.dim(), centroids, rows, rowOf.getOrDefault(manifest.fallback(), 0), encoding);
  }
}
