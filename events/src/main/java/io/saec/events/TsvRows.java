package io.saec.events;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The rows of a labelled file, checked: {@code ts} (epoch seconds or milliseconds), {@code label}
 * (0 or 1), then one column a field, in any order of columns. A file whose first {@code ts} is
 * below 10^11 is in seconds throughout: that is the year 5138 in seconds and March 1973 in
 * milliseconds. Holds one row at a time. (not thread safe)
 */
final class TsvRows implements Closeable {
  private static final long FIRST_MILLISECONDS = 100_000_000_000L;

  private final TsvLines lines;
  private final TsvHeader header;
  private final int[] starts;
  private String line = "";
  private long millisPerUnit;
  private long ts;
  private boolean label;

  private TsvRows(TsvLines lines, TsvHeader header) {
    this.lines = lines;
    this.header = header;
    this.starts = new int[header.columns() + 1];
  }

  static TsvRows open(Path file) throws IOException {
    TsvLines lines = TsvLines.open(file);
    try {
      return new TsvRows(lines, TsvHeader.read(lines));
    } catch (IOException e) {
      lines.close();
      throw e;
    }
  }

  TsvHeader header() {
    return header;
  }

  /** Moves to the next row; false after the last. */
  boolean next() throws IOException {
    String next = lines.next();
    if (next == null) {
      return false;
    }
    line = next;
    split();
    ts = parseTs(cell(header.ts()));
    label = parseLabel(cell(header.label()));
    return true;
  }

  private void split() throws TsvException {
    int column = 0;
    for (int start = 0; start > 0 || column == 0; start = line.indexOf('\t', start) + 1) {
      if (column < header.columns()) {
        starts[column] = start;
      }
      column++;
    }
    if (column != header.columns()) {
      throw lines.error("has " + column + " columns, the header has " + header.columns());
    }
    starts[column] = line.length() + 1;
  }

  private long parseTs(String cell) throws TsvException {
    long number;
    try {
      number = Long.parseLong(cell);
    } catch (NumberFormatException e) {
      throw lines.error("ts '" + cell + "' is not a whole number of seconds or milliseconds");
    }
    if (number < 0) {
      throw lines.error("ts " + number + " is negative");
    }
    if (millisPerUnit == 0) {
      millisPerUnit = number < FIRST_MILLISECONDS ? 1000 : 1;
    }
    if (number > Long.MAX_VALUE / millisPerUnit) {
      throw lines.error("ts " + number + " is out of range");
    }
    return number * millisPerUnit;
  }

  private boolean parseLabel(String cell) throws TsvException {
    return switch (cell) {
      case "0" -> false;
      case "1" -> true;
      default -> throw lines.error("label '" + cell + "' is not 0 or 1");
    };
  }

  private String cell(int column) {
    return line.substring(starts[column], starts[column + 1] - 1);
  }

  /** Event time of the row, epoch milliseconds. */
  long ts() {
    return ts;
  }

  /** Label of the row. */
  boolean label() {
    return label;
  }

  /**
   * The row's feature of a field, empty if it has none.
   *
   * @param field position among the header's fields
   */
  String feature(int field) {
    int column = field;
    column += column >= Math.min(header.ts(), header.label()) ? 1 : 0;
    column += column >= Math.max(header.ts(), header.label()) ? 1 : 0;
    return cell(column);
  }

  /** Where the row is: {@code file:line}. */
  String position() {
    return lines.position();
  }

  /** A failure at this row. */
  TsvException error(String problem) {
    return lines.error(problem);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
