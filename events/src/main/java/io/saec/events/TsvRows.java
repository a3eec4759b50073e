package io.saec.events;

import io.saec.model.Names;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The rows of a labelled file, checked: {@code ts} (epoch seconds or milliseconds), {@code label}
 * (0 or 1), then one column a field, in any order of columns. A file whose first {@code ts} is
 * below 10^11 is in seconds throughout: that is the year 5138 in seconds and March 1973 in
 * milliseconds. Holds one row at a time. (not thread safe)
 */
public final class TsvRows implements Closeable {
  /** Fewer characters than this cannot be more bytes than a feature may have. */
  private static final int SURELY_SHORT = Names.MAX_FEATURE_BYTES / 3;

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

  /**
   * Opens a file, plain or gzip, and reads its header.
   *
   * @throws TsvException if it is not a labelled file
   */
  public static TsvRows open(Path file) throws IOException {
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

  /** Names of the fields, in the order of their columns. */
  public List<String> fields() {
    return header.fields();
  }

  /**
   * Moves to the next row; false after the last.
   *
   * @throws TsvException naming the line, if it is not a row
   */
  public boolean next() throws IOException {
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
  public long ts() {
    return ts;
  }

  /** Label of the row. */
  public boolean label() {
    return label;
  }

  /**
   * The row's feature of a field, empty if it has none.
   *
   * @param field position among the header's fields
   */
  public String feature(int field) {
    int column = field;
    column += column >= Math.min(header.ts(), header.label()) ? 1 : 0;
    column += column >= Math.max(header.ts(), header.label()) ? 1 : 0;
    return cell(column);
  }

  /** Whether a cell is a feature: neither empty nor longer than one may be. */
  public static boolean isFeature(String cell) {
    return !cell.isEmpty()
        && (cell.length() <= SURELY_SHORT
            || cell.getBytes(StandardCharsets.UTF_8).length <= Names.MAX_FEATURE_BYTES);
  }

  /** Where the row is: {@code file:line}. */
  String position() {
    return lines.position();
  }

  /** A failure at this row. */
  public TsvException error(String problem) {
    return lines.error(problem);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
