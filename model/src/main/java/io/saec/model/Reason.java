package io.saec.model;

/** Why a mapping update was published. Written by name, never by number. */
public enum Reason {
  /** The feature is new, or its embedding moved past the tolerance. */
  ARRIVAL,
  /** The field was re-clustered. */
  RECLUSTER
}
