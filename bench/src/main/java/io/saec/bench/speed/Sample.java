package io.saec.bench.speed;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was measured of one thing, run after run.
 *
 * @param values in the order of the runs, at least one
 */
record Sample(List<Double> values) {
  Sample {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    values = List.copyOf(values);
  }

  /** The one in the middle; of an even number, halfway between the two. */
  double median() {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** Of all of them. */
  double least() {
    return Collections.min(values);
  }

  /** Both, one after the other. */
  Sample and(Sample other) {
    return new Sample(Stream.concat(values.stream(), other.values.stream()).toList());
  }
}
