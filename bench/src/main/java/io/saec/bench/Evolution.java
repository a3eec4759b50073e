package io.saec.bench;

import io.saec.clustering.Codebook;
import io.saec.clustering.EvolvingCodebookMaker;
import io.saec.clustering.Head;
import io.saec.events.SplitMix64;
import io.saec.model.FieldShard;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One field from boundary to boundary: a codebook that follows the one before it beside plain
 * k-means that begins anew each time. (not thread safe)
 */
final class Evolution {
  /** Multiply-adds of an iteration, over all starts of plain k-means, that are not exceeded. */
  private static final double EFFORT = 2.5e9;

  private final CodebookOptions options;
  private final EvolvingCodebookMaker maker;
  private @Nullable Codebook codebook;
  private @Nullable Mapped mapped;
  private @Nullable Mapped mappedCold;

  Evolution(CodebookOptions options) {
    this.options = options;
    this.maker = new EvolvingCodebookMaker(options.clustering());
  }

  /**
   * Goes on to the next boundary.
   *
   * @param head of the snapshot, with at least one occurrence
   * @param k clusters asked for, at most the features of the head
   * @param expected error over all occurrences that k was chosen by, NaN if there is none
   */
  EvolutionRow at(FieldSnapshot snapshot, Head head, int k, double expected) {
    String field = snapshot.field();
    boolean first = codebook == null;
    long start = CpuClock.now();
    Codebook next = maker.next(field, codebook, head, k, snapshot.time());
    double seconds = CpuClock.secondsSince(start);
    Mapped sealed = Mapped.sealed(snapshot, next, mapped, options.hysteresis());
    Codebook restart =
        first ? next : maker.next(field + "~restart", null, head, k, snapshot.time());

    int starts = starts(head, k);
    start = CpuClock.now();
    float[] cold =
        PlainKMeans.best(
            head,
            k,
            options.clustering().iterations(),
            starts,
            SplitMix64.mix(FieldShard.fieldId(field), snapshot.time()));
    double secondsCold = CpuClock.secondsSince(start) / starts;
    Mapped sealedCold = Mapped.nearest(snapshot, cold);

    double error = Errors.of(head, next.centroids(), headRows(sealed, head));
    double errorCold = Errors.of(head, cold);
    double errorRestart = Errors.of(head, restart.centroids());
    double spread = Errors.spread(head);
    Head all = snapshot.all();
    double errorAll = Errors.of(all, next.centroids(), sealed.rows());
    double spreadAll = Errors.spread(all);
    boolean own = head.size() <= k || errorCold == 0;
    boolean none = own || Double.isNaN(expected);
    EvolutionRow row =
        new EvolutionRow(
            field,
            Instant.ofEpochMilli(snapshot.time()),
            snapshot.live(),
            head.size(),
            next.headCoverage(),
            k,
            next.k(),
            changed(next),
            share(error, spread),
            share(errorCold, spread),
            share(errorRestart, spread),
            share(errorAll, spreadAll),
            share(Errors.of(all, cold, sealedCold.rows()), spreadAll),
            first || own ? null : error / errorCold,
            first || own ? null : error / errorRestart,
            mapped == null ? null : churn(mapped, sealed),
            mappedCold == null ? null : churnOfAnyNames(mappedCold, sealedCold),
            none ? null : expected * next.headCoverage() / error - 1,
            none ? null : expected / errorAll - 1,
            seconds,
            secondsCold,
            starts);
    codebook = next;
    mapped = sealed;
    mappedCold = sealedCold;
    return row;
  }

  /** As many starts as the options say, fewer where they would take too long; at least one. */
  private int starts(Head head, int k) {
    double effort = (double) head.size() * k * head.dim();
    return (int) Math.max(1, Math.min(options.starts(), EFFORT / effort));
  }

  private static int[] headRows(Mapped mapped, Head head) {
    return Arrays.copyOf(mapped.rows(), head.size());
  }

  private static int changed(Codebook codebook) {
    int changed = 0;
    for (long version : codebook.changed()) {
      if (version == codebook.version()) {
        changed++;
      }
    }
    return changed;
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  private static @Nullable Double churn(Mapped before, Mapped after) {
    return moved(before, after, Overlap.same(before.ids(), after.ids()));
  }

  private static @Nullable Double churnOfAnyNames(Mapped before, Mapped after) {
    return moved(before, after, Overlap.mostSame(before.ids(), after.ids()));
  }

  private static @Nullable Double moved(Mapped before, Mapped after, long same) {
    long common = Overlap.common(before.ids(), after.ids());
    return common == 0 ? null : 1 - same / (double) common;
  }
}
