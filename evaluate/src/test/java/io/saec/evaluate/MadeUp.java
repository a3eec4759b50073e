package io.saec.evaluate;

import io.saec.events.SplitMix64;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Labelled files of which the right answer is known: users and items are of {@value #GROUPS} kinds
 * each, and only the kinds of both together decide the label.
 */
final class MadeUp {
  static final int GROUPS = 6;

  /** Trains in a moment, and well enough to be told from nothing. */
  static final Recipe RECIPE =
      new Recipe(0.1f, 1e-4f, 0.1f, 4, Calibration.NONE, Unknown.NOTHING, new Quality(0.5, 0.7));

  private MadeUp() {}

  static Path groups(Path dir, int rows, int users, int items, long seed) throws IOException {
    SplitMix64 random = new SplitMix64(seed);
    double[][] chances = new double[GROUPS][GROUPS];
    for (double[] ofGroup : chances) {
      for (int other = 0; other < GROUPS; other++) {
        ofGroup[other] = random.nextInt(2) == 0 ? 0.15 : 0.85;
      }
    }
    StringBuilder text = new StringBuilder("ts\tlabel\tuser\titem\n");
    for (int row = 0; row < rows; row++) {
      int user = random.nextInt(users);
      int item = random.nextInt(items);
      boolean label = random.nextDouble() < chances[user % GROUPS][item % GROUPS];
      text.append(1_600_000_000L + row).append(label ? "\t1" : "\t0");
      text.append("\tu").append(user).append("\ti").append(item).append('\n');
    }
    return Files.writeString(dir.resolve("groups.tsv"), text);
  }
}
