package io.saec.events;

import io.saec.model.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the first line of a labelled file says: where {@code ts} and {@code label} are, and which
 * fields the other columns hold.
 *
 * @param columns in all
 * @param ts column of the event time
 * @param label column of the label
 * @param fields names of the other columns, in their order
 */
record TsvHeader(int columns, int ts, int label, List<String> fields) {
  private static final String TS = "ts";
  private static final String LABEL = "label";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  static TsvHeader read(TsvLines lines) throws IOException {
    String line = lines.next();
    if (line == null) {
      throw lines.error("is empty: a header with ts, label and at least one field is needed");
    }
    String text = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
    List<String> names = List.of(text.split("\t", -1));
    List<String> fields = new ArrayList<>(names);
    fields.removeAll(List.of(TS, LABEL));
    check(names, fields, lines);
    return new TsvHeader(
        names.size(), names.indexOf(TS), names.indexOf(LABEL), List.copyOf(fields));
  }

  private static void check(List<String> names, List<String> fields, TsvLines lines)
      throws TsvException {
    for (String needed : List.of(TS, LABEL)) {
      if (!names.contains(needed)) {
        throw lines.error("has no column '" + needed + "' among " + names);
      }
    }
    if (fields.isEmpty()) {
      throw lines.error("has no field beside ts and label");
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw lines.error("has two columns '" + name + "'");
      }
      if (!Names.isField(name)) {
        throw lines.error(
            "column '" + name + "' is not a legal field name: letters, digits, _ . - up to 64");
      }
    }
  }
}
