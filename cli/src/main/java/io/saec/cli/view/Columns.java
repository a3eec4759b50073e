package io.saec.cli.view;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import io.saec.bench.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How measurements are printed: tables without borders, a dash for what there is not. */
final class Columns {
  private Columns() {}

  @SafeVarargs
  static <T> String table(List<T> rows, ColumnData<T>... columns) {
    List<ColumnData<T>> list = new ArrayList<>();
    for (ColumnData<T> column : columns) {
      list.add(column);
    }
    return AsciiTable.getTable(AsciiTable.NO_BORDERS, rows, list);
  }

  static <T> ColumnData<T> name(String header, Function<T, String> value) {
    return new Column().header(header).dataAlign(HorizontalAlign.LEFT).with(value);
  }

  static <T> ColumnData<T> column(String header, Function<T, String> value) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.RIGHT)
        .dataAlign(HorizontalAlign.RIGHT)
        .with(value);
  }

  static String count(long count) {
    return format("%,d", count);
  }

  static String fixed(@Nullable Double value, int digits) {
    return value == null ? "-" : format("%." + digits + "f", value);
  }

  static String percent(@Nullable Double share) {
    return share == null ? "-" : format("%.1f %%", 100 * share);
  }

  static String times(double ratio) {
    return format("%.2fx", ratio);
  }

  /** The line under it all: what it was measured on, and how long that took. */
  static String machine(Machine machine, double seconds) {
    return format(
        "%s, %d cores, %s, saec %s; %.0f s%n",
        machine.cpu(), machine.cores(), machine.jvm(), machine.saec(), seconds);
  }

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
