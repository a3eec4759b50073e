package io.saec.cli.serve;

import io.saec.client.FieldStatus;
import org.jspecify.annotations.Nullable;

/**
 * A field as {@code /fields} has it; {@link FieldStatus} says what is what.
 *
 * @param version 0 before the first
 */
record FieldJson(
    long version,
    int clusters,
    int dim,
    long features,
    long updates,
    long tombstones,
    long repetitions,
    long problems,
    @Nullable String lastProblem) {

  static FieldJson of(FieldStatus status) {
    return new FieldJson(
        status.version(),
        status.k(),
        status.dim(),
        status.features(),
        status.updates(),
        status.tombstones(),
        status.repetitions(),
        status.problems(),
        status.lastProblem());
  }
}
