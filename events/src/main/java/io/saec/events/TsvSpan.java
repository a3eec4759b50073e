package io.saec.events;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How much a labelled file holds and what time it spans, all in epoch milliseconds.
 *
 * @param rows without the header, at least 1
 * @param firstTs the earliest
 * @param lastTs the latest
 * @param disorder how far a row lies behind an earlier one in the file, at most; 0 where the file
 *     is in order
 */
public record TsvSpan(long rows, long firstTs, long lastTs, long disorder) {
  /**
   * Reads the file once, at about a million rows a second, and checks every row on the way.
   *
   * @throws TsvException naming the line, if the file is not a labelled one or holds no row
   */
  public static TsvSpan of(Path file) throws IOException {
    return of(file, Long.MAX_VALUE);
  }

  /**
   * The same of a file whose rows are in the order of their time.
   *
   * @throws TsvException naming the line, also if time goes back there
   */
  public static TsvSpan ofOrdered(Path file) throws IOException {
    return of(file, 0);
  }

  private static TsvSpan of(Path file, long mostDisorder) throws IOException {
    try (TsvRows rows = TsvRows.open(file)) {
      long count = 0;
      long first = Long.MAX_VALUE;
      long last = Long.MIN_VALUE;
      long disorder = 0;
      while (rows.next()) {
        count++;
        first = Math.min(first, rows.ts());
        last = Math.max(last, rows.ts());
        disorder = Math.max(disorder, last - rows.ts());
        if (disorder > mostDisorder) {
          throw rows.error("ts goes back by " + disorder + " ms: rows must be in its order");
        }
      }
      if (count == 0) {
        throw rows.error("has a header but no row");
      }
      return new TsvSpan(count, first, last, disorder);
    }
  }
}
