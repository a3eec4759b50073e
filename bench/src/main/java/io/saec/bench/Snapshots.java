package io.saec.bench;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A stream as it looks at one re-clustering boundary after the other. */
interface Snapshots extends Closeable {

  /** What to call it in a report. */
  String name();

  /**
   * Every field with a live feature at the next boundary, in the same order each time; empty at the
   * end of the stream.
   */
  List<FieldSnapshot> next() throws IOException;

  @Override
  default void close() throws IOException {}
}
