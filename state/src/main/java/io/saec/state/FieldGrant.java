package io.saec.state;

/**
 * What BUDGET keeps of a field.
 *
 * @param curve that it was told
 * @param clusters granted for it; {@link #WAITING} until its boundary has come
 */
public record FieldGrant(FieldCurve curve, int clusters) {
  /** In place of clusters: nothing is granted yet. */
  public static final int WAITING = 0;
}
