package io.saec.tests;

import io.saec.model.FeatureEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Made-up events, all decided by a seed: blobs that drift, features by Zipf's law, new ones all the
 * time, gaps of many slides, ties in event time, and splits that run ahead of each other.
 */
final class Scenarios {
  static final long SLIDE = 1_000;

  /** A whole number of slides. */
  static final long START = 1_700_000_000_000L;

  private static final long OUT_OF_ORDERNESS = 2_500;
  private static final int SPLITS = 6;

  private final Random random;
  private final List<FeatureEvent> events = new ArrayList<>();
  private long now = START;

  private Scenarios(long seed) {
    this.random = new Random(seed);
  }

  /** Options that all scenarios share; a scenario may set others over them. */
  private static Map<String, String> options(Map<String, String> others) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("shards", "8");
    options.put("window.slide", "1 s");
    options.put("window.width", "4 s");
    options.put("clusters.floor", "9");
    options.put("reclustering.interval", "5 s");
    options.put("reclustering.distortion-rise", "0.05");
    options.put("assignment.hysteresis", "0.1");
    options.put("combine.max-features", "64");
    options.put("combine.max-time", "5 ms");
    options.putAll(others);
    return options;
  }

  /** Four fields of different dimension, one of which comes late and one of which stays small. */
  static Scenario mixed(long seed, int count, Map<String, String> others) {
    Scenarios scenarios = new Scenarios(seed);
    scenarios.mix(count);
    return scenarios.scenario(mixedOptions(others), SPLITS);
  }

  /** The same, but for the splits of the first of four subtasks, which end after a third. */
  static Scenario withSplitsThatEndEarly(long seed, int count, Map<String, String> others) {
    Scenarios scenarios = new Scenarios(seed);
    scenarios.mix(count);
    return scenarios.scenario(mixedOptions(others), 4);
  }

  private static Map<String, String> mixedOptions(Map<String, String> others) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("fields.item.dimension", "8");
    fields.put("fields.item.clusters", "12");
    fields.put("fields.user.dimension", "3");
    fields.put("fields.user.clusters", "20%");
    fields.put("fields.tag.dimension", "2");
    fields.put("fields.late.dimension", "5");
    fields.put("fields.late.clusters", "4");
    fields.put("fields.never.dimension", "4");
    fields.putAll(others);
    return options(fields);
  }

  /** A field that k-means takes long for: what runs meanwhile can be looked at. */
  static Scenario heavy(long seed, int features, int rounds) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("fields.item.dimension", "48");
    options.put("fields.item.clusters", "800");
    options.put("fields.user.dimension", "2");
    options.put("fields.user.clusters", "10");
    options.put("head.coverage", "1");
    options.put("reclustering.interval", "2 s");
    options.put("reclustering.iterations", "200");
    Scenarios scenarios = new Scenarios(seed);
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < features; i++) {
        scenarios.add("item", 48, "i" + i, scenarios.noise(new float[48], 1f));
        if (i % 20 == 0) {
          scenarios.add("user", 2, "u" + i, scenarios.noise(new float[2], 1f));
        }
        scenarios.now = START + 3L * round * SLIDE + i * 2_900L / features;
      }
    }
    return scenarios.scenario(options(options), SPLITS);
  }

  private void mix(int count) {
    for (int i = 0; i < count; i++) {
      double progress = (double) i / count;
      pass();
      double which = random.nextDouble();
      if (which < 0.5) {
        // Features come all the time: the catalogue grows as the stream goes on.
        draw("item", 8, zipf(40 + (int) (160 * progress)), progress);
      } else if (which < 0.85) {
        draw("user", 3, zipf(20 + (int) (60 * progress)), progress);
      } else if (which < 0.95 || progress < 0.6) {
        draw("tag", 2, random.nextInt(8), 0);
      } else {
        draw("late", 5, zipf(40), progress);
      }
    }
  }

  /** Lets time go on: steadily, not at all, or over a gap. */
  private void pass() {
    int which = random.nextInt(1_000);
    if (which < 6) {
      now += (2 + random.nextInt(12)) * SLIDE;
    } else if (which < 800) {
      now += random.nextInt(30);
    }
  }

  private int zipf(int features) {
    return (int) (features * Math.pow(random.nextDouble(), 3));
  }

  private void draw(String field, int dim, int feature, double progress) {
    // Names with separators and beyond ASCII are as good as any.
    String name = (feature % 11 == 3 ? "ü/#" : "f") + feature;
    float[] blob = new float[dim];
    Random own = new Random(field.hashCode() * 31L + feature % 7);
    for (int j = 0; j < dim; j++) {
      blob[j] = (float) (own.nextGaussian() * 3 + progress * own.nextGaussian() * 4);
    }
    boolean embedded = random.nextInt(10) < 6;
    if (random.nextInt(40) == 0) {
      // The same time, another embedding: the greater bytes win.
      add(field, dim, name, noise(blob, 0.4f));
    }
    add(field, dim, name, embedded ? noise(blob, 0.4f) : null);
  }

  private float[] noise(float[] centre, float scale) {
    float[] point = new float[centre.length];
    for (int j = 0; j < point.length; j++) {
      point[j] = centre[j] + (float) random.nextGaussian() * scale;
    }
    return point;
  }

  private void add(String field, int dim, String feature, float @Nullable [] embedding) {
    if (embedding != null && embedding.length != dim) {
      throw new AssertionError("dimension");
    }
    int count = embedding != null && random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(3);
    events.add(new FeatureEvent(field, feature, now, count, embedding));
  }

  /**
   * Spreads the events over splits, each in an order that is late by no more than the bound.
   *
   * @param early every how manyth split ends after a third of the events
   */
  private Scenario scenario(Map<String, String> options, int early) {
    record Keyed(long key, FeatureEvent event) {}
    List<List<Keyed>> keyed = new ArrayList<>();
    for (int split = 0; split < SPLITS; split++) {
      keyed.add(new ArrayList<>());
    }
    for (int i = 0; i < events.size(); i++) {
      long key = events.get(i).ts() + random.nextInt((int) OUT_OF_ORDERNESS);
      int split = random.nextInt(SPLITS);
      boolean ended = early < SPLITS && split % early == 0 && i > events.size() / 3;
      keyed.get(ended ? split + 1 : split).add(new Keyed(key, events.get(i)));
    }
    List<List<FeatureEvent>> ordered = new ArrayList<>();
    for (List<Keyed> split : keyed) {
      split.sort(Comparator.comparingLong(Keyed::key));
      ordered.add(split.stream().map(Keyed::event).toList());
    }
    Map<String, String> all = new LinkedHashMap<>(options);
    long last = events.stream().mapToLong(FeatureEvent::ts).max().orElseThrow();
    long end = Math.floorDiv(last, SLIDE) + 1;
    all.putIfAbsent("stream.end", Instant.ofEpochMilli(end * SLIDE).toString());
    return new Scenario(all, ordered, OUT_OF_ORDERNESS);
  }
}
