package io.saec.operators.clustering;

import java.util.Locale;

/** Why a field is re-clustered at a boundary. */
enum Because {
  /** It has no codebook yet. */
  FIRST,
  /** The interval is up, or the budget was divided anew. */
  INTERVAL,
  /** It wants so many more clusters than it did. */
  GROWTH,
  /** The distortion on its head has risen past the threshold. */
  DRIFT,
  /** It is not. */
  NOTHING;

  /** The word on the wire and in the log. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
