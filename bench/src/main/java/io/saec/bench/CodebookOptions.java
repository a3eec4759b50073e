package io.saec.bench;

import io.saec.clustering.ClusteringOptions;
import io.saec.clustering.budget.Accounting;
import java.util.List;

/**
 * What is measured of codebooks. The last six are as a job's options have them.
 *
 * @param seed of all that is drawn
 * @param boundaries of the made-up stream; a file is followed to its end
 * @param starts of plain k-means, the best of which counts
 * @param scale of the made-up stream's features, 1 for those of {@link DriftingFieldOptions#SHOP}
 * @param headSeconds that a step which takes less is run again and again for, to time it
 * @param schedule of the boundaries
 * @param headCoverage share of a field's occurrences that its head covers
 * @param headFeatures the most features of a head
 * @param clusters of a field
 * @param clustering how codebooks are made
 * @param hysteresis share of its squared distance that a feature must gain to change its cluster
 */
public record CodebookOptions(
    long seed,
    int boundaries,
    int starts,
    double scale,
    double headSeconds,
    Schedule schedule,
    double headCoverage,
    int headFeatures,
    ClusterRule clusters,
    ClusteringOptions clustering,
    double hysteresis) {
  public CodebookOptions {
    if (boundaries < 2 || starts < 1 || !(scale > 0)) {
      throw new IllegalArgumentException(
          "boundaries must be at least 2, starts at least 1, scale above 0: "
              + boundaries
              + ", "
              + starts
              + ", "
              + scale);
    }
    if (!(headCoverage > 0 && headCoverage <= 1) || headFeatures < 1) {
      throw new IllegalArgumentException(
          "head coverage must be in (0, 1], its features at least 1: "
              + headCoverage
              + ", "
              + headFeatures);
    }
    if (!(hysteresis >= 0 && hysteresis <= 1)) {
      throw new IllegalArgumentException("hysteresis must be from 0 to 1: " + hysteresis);
    }
  }

  /** How bytes are counted: packed ids and centroids, no keys. */
  Accounting accounting() {
    return new Accounting(Accounting.PACKED, 0, clustering.valueBits());
  }

  /** The made-up fields at their scale. */
  List<DriftingFieldOptions> fields() {
    return DriftingFieldOptions.SHOP.stream().map(field -> field.scaled(scale)).toList();
  }
}
