package io.saec.clustering;

import java.util.List;

/**
 * A cursor into each share and a binary heap of those that have a row left, the one of the greatest
 * frequency on top, the lowest shard of equals. (not thread safe)
 */
final class ShareCursors {
  private final long[][] frequencies;
  private final int[] ranks;
  private final int[] heap;
  private int size;

  ShareCursors(List<HeadShare> shares) {
    frequencies = new long[shares.size()][];
    ranks = new int[frequencies.length];
    heap = new int[frequencies.length];
    for (int shard = 0; shard < frequencies.length; shard++) {
      frequencies[shard] = shares.get(shard).frequencies();
      if (frequencies[shard].length > 0) {
        heap[size++] = shard;
      }
    }
    for (int place = size / 2 - 1; place >= 0; place--) {
      sink(place);
    }
  }

  /** The greatest frequency left; there must be one. */
  long frequency() {
    return head(heap[0]);
  }

  /** Takes the row of that frequency away and tells which share it was in. */
  int advance() {
    int shard = heap[0];
    if (++ranks[shard] == frequencies[shard].length) {
      heap[0] = heap[--size];
    }
    sink(0);
    return shard;
  }

  private void sink(int start) {
    int place = start;
    for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], heap[place])) {
        return;
      }
      int shard = heap[place];
      heap[place] = heap[child];
      heap[child] = shard;
      place = child;
    }
  }

  private boolean before(int left, int right) {
    long difference = head(left) - head(right);
    return difference > 0 || (difference == 0 && left < right);
  }

  private long head(int shard) {
    return frequencies[shard][ranks[shard]];
  }
}
