package io.saec.operators;

/** Whether an embedding moved so far that its feature is to be mapped anew before the next seal. */
public final class Movement {
  private Movement() {}

  /**
   * True where the distance is more than {@code tolerance} times the length of {@code before}.
   *
   * @param before shape [dim]
   * @param after shape [dim]
   */
  public static boolean isPast(double tolerance, float[] before, float[] after) {
    double distance = 0;
    double length = 0;
    for (int j = 0; j < before.length; j++) {
      double difference = (double) after[j] - before[j];
      distance += difference * difference;
      length += (double) before[j] * before[j];
    }
    return distance > tolerance * tolerance * length;
  }
}
