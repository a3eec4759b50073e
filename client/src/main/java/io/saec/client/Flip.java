package io.saec.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field went from one version to another. Versions may be passed over, so born and retired are
 * told from the version that was shown before: a cluster that came and went in between is in
 * neither, and one whose id was retired and given again in between is in both.
 *
 * @param field that flipped
 * @param from the version before, 0 if there was none
 * @param to the version in force from now on
 * @param born cluster ids that {@code from} did not have, ascending
 * @param retired cluster ids that {@code to} has no more, ascending
 */
public record Flip(String field, long from, long to, List<Integer> born, List<Integer> retired) {

  static Flip between(String field, @Nullable Codebook before, Codebook after) {
    List<Integer> born = new ArrayList<>();
    List<Integer> retired = new ArrayList<>();
    int ids = Math.max(before == null ? 0 : before.ids(), after.ids());
    for (int cluster = 0; cluster < ids; cluster++) {
      long bornBefore = before == null ? Codebook.NEVER : before.bornAt(cluster);
      long bornAfter = after.bornAt(cluster);
      if (bornBefore != bornAfter) {
        if (bornBefore != Codebook.NEVER) {
          retired.add(cluster);
        }
        if (bornAfter != Codebook.NEVER) {
          born.add(cluster);
        }
      }
    }
    return new Flip(
        field,
        before == null ? 0 : before.version(),
        after.version(),
        List.copyOf(born),
        List.copyOf(retired));
  }
}
