package io.saec.operators;

import io.saec.clustering.ClusteringOptions;
import io.saec.clustering.budget.Accounting;
import io.saec.clustering.budget.Budget;
import io.saec.model.Encoding;
import io.saec.model.FieldShard;
import io.saec.state.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A small world to test in: two fields of one dimension with two clusters each, time cut into
 * slides of ten milliseconds, a window of three slides, features that live five.
 */
public final class TestRules {
  public static final FieldRules ITEM = FieldRules.of("item", 1, new ClusterCount(2, 0, 0, 2));
  public static final FieldRules TAG = FieldRules.of("tag", 1, new ClusterCount(2, 0, 0, 2));
  public static final int SHARDS = 4;
  public static final Window WINDOW = new Window(10, 3);

  /** Ids packed, centroids as float32, no keys. */
  public static final Accounting ACCOUNTING = new Accounting(0, 0, 32);

  private List<FieldRules> fields = List.of(ITEM, TAG);
  private int shards = SHARDS;
  private Window window = WINDOW;
  private long end = Long.MAX_VALUE;
  private int interval = 1;
  private double distortionRise = 1e9;
  private double tolerance = 0.5;
  private double hysteresis = 0;
  private double headCoverage = 1;
  private int headFeatures = 100;
  private int admission = 0;
  private Budget budget = new Budget.Ratio(10);
  private double growth = 1e9;
  private double leastGain = -1;

  /** Key of a shard of {@link #ITEM}. */
  public static long key(int shard) {
    return FieldShard.key(ITEM.id(), shard);
  }

  /** Dimension of each field by its name. */
  public static Map<String, Integer> dimensions() {
    return new Fields(List.of(ITEM, TAG)).dimensions();
  }

  public TestRules fields(FieldRules... only) {
    fields = List.of(only);
    return this;
  }

  public TestRules shards(int number) {
    shards = number;
    return this;
  }

  public TestRules window(long slide, int panes) {
    window = new Window(slide, panes);
    return this;
  }

  public TestRules end(long boundary) {
    end = boundary;
    return this;
  }

  public TestRules interval(int slides) {
    interval = slides;
    return this;
  }

  public TestRules distortionRise(double rise) {
    distortionRise = rise;
    return this;
  }

  public TestRules hysteresis(double share) {
    hysteresis = share;
    return this;
  }

  public TestRules admission(int count) {
    admission = count;
    return this;
  }

  public TestRules budget(Budget shared) {
    budget = shared;
    return this;
  }

  public TestRules growth(double factor) {
    growth = factor;
    return this;
  }

  public TestRules leastGain(double distortion) {
    leastGain = distortion;
    return this;
  }

  public TestRules head(double coverage, int features) {
    headCoverage = coverage;
    headFeatures = features;
    return this;
  }

  public Rules build() {
    return new Rules(
        new Fields(fields),
        shards,
        window,
        5,
        end,
        headCoverage,
        headFeatures,
        admission,
        budget,
        ACCOUNTING,
        interval,
        distortionRise,
        growth,
        leastGain,
        tolerance,
        hysteresis,
        new ClusteringOptions(10, Encoding.FP32),
        2,
        100,
        Duration.ofMillis(50));
  }
}
