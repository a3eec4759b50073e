package io.saec.job;

import io.saec.clustering.budget.Accounting;
import io.saec.clustering.budget.Budget;
import io.saec.clustering.budget.ValueBits;
import io.saec.model.Encoding;
import io.saec.operators.ClusterCount;
import java.util.OptionalInt;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** The options that say how small the tables are to be, and how that is counted. */
final class CompressionOptions {
  private final OptionValues values;

  CompressionOptions(OptionValues values) {
    this.values = values;
  }

  /** Grid of the centroids. */
  Encoding encoding() {
    return Encoding.of(values.get(JobOptions.ENCODING))
        .orElseThrow(() -> values.wrong(JobOptions.ENCODING));
  }

  /** Bits of a centroid's value. */
  int valueBits() {
    OptionalInt bits = saidValueBits();
    if (encoding() == Encoding.INT8) {
      return bits.orElseGet(() -> budget().valueBits());
    }
    if (bits.orElse(Byte.SIZE) != Byte.SIZE) {
      throw values.wrong(JobOptions.VALUE_BITS);
    }
    return encoding().bits();
  }

  private OptionalInt saidValueBits() {
    try {
      return ValueBits.of(values.get(JobOptions.VALUE_BITS).trim());
    } catch (IllegalArgumentException e) {
      throw values.wrong(JobOptions.VALUE_BITS);
    }
  }

  /** How bytes are counted. */
  Accounting accounting() {
    return new Accounting(idBytes(), values.within(JobOptions.KEY_BYTES, 0, 1_024), valueBits());
  }

  private int idBytes() {
    try {
      return Accounting.idBytes(values.get(JobOptions.IDS));
    } catch (IllegalArgumentException e) {
      throw values.wrong(JobOptions.IDS);
    }
  }

  /** What all fields share whose clusters go by it. */
  Budget budget() {
    String budget = values.get(JobOptions.BUDGET).trim();
    try {
      return budget.endsWith("x")
          ? Budget.Ratio.parse(budget)
          : new Budget.Bytes(MemorySize.parse(budget).getBytes());
    } catch (IllegalArgumentException e) {
      throw values.wrong(JobOptions.BUDGET);
    }
  }

  /**
   * How many clusters a field gets.
   *
   * @param option that says so for the field, or for all
   */
  ClusterCount clusters(int dimension, ConfigOption<String> option) {
    String clusters = values.get(option).trim();
    Accounting accounting = accounting();
    int floor = values.within(JobOptions.CLUSTERS_FLOOR, 0, accounting.mostClusters());
    int cap =
        Math.min(
            values.within(JobOptions.CLUSTERS_CAP, 1, Integer.MAX_VALUE),
            accounting.mostClusters());
    if (clusters.equals(JobOptions.BY_BUDGET)) {
      Budget budget = budget();
      return budget instanceof Budget.Ratio ratio
          ? new ClusterCount(0, mostShare(ratio, accounting), floor, cap, true)
          : new ClusterCount(
              budget.mostClusters(Integer.MAX_VALUE, dimension, accounting), 0, floor, cap, true);
    }
    try {
      if (clusters.endsWith("%")) {
        double share = Double.parseDouble(clusters.substring(0, clusters.length() - 1)) / 100;
        if (share > 0 && share <= 1) {
          return new ClusterCount(0, share, floor, cap);
        }
      } else if (Integer.parseInt(clusters) >= 1) {
        return new ClusterCount(Integer.parseInt(clusters), 0, floor, cap);
      }
    } catch (NumberFormatException e) {
      throw values.wrong(option);
    }
    throw values.wrong(option);
  }

  /** Share of its features that a field would get clusters for, were there no ids to pay for. */
  private static double mostShare(Budget.Ratio ratio, Accounting accounting) {
    return Math.min(1, Float.SIZE / (ratio.times() * accounting.valueBits()));
  }
}
