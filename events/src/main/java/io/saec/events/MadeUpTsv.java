package io.saec.events;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;

/**
 * Writes {@link MadeUpRows} as a labelled file. The same shape, seed and number of rows give the
 * same text on any machine; how gzip packs it is up to the machine's zlib. Fewer rows are the
 * beginning of more.
 */
public final class MadeUpTsv {
  private static final int TOLD_EVERY = 16_384;
  private static final int BUFFER_BYTES = 1 << 16;

  private final RowShape shape;
  private final MadeUpRows rows;
  private final List<String> prefixes = new ArrayList<>();
  private final List<BitSet> seen = new ArrayList<>();
  private long positives;

  private MadeUpTsv(RowShape shape, long seed) {
    this.shape = shape;
    this.rows = new MadeUpRows(shape, seed);
    for (RowField field : shape.fields()) {
      prefixes.add("\t" + field.name() + "-");
      seen.add(new BitSet());
    }
  }

  /**
   * What was written.
   *
   * @param rows without the header
   * @param positives rows of label 1
   * @param lastTs event time of the last row, epoch seconds
   * @param features in these rows, by field
   */
  public record Summary(long rows, long positives, long lastTs, Map<String, Integer> features) {}

  /**
   * Writes a file, which is there whole or not at all.
   *
   * @param count rows to write, at least 1
   * @param file that does not exist yet; gzip if its name ends in {@code .gz}
   * @param progress told rows written so far, now and then
   * @throws FileAlreadyExistsException if the file exists
   */
  public static Summary write(
      RowShape shape, long seed, long count, Path file, LongConsumer progress) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    MadeUpTsv tsv = new MadeUpTsv(shape, seed);
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      try (Writer out = open(unfinished, file.toString().endsWith(".gz"))) {
        tsv.write(count, out, progress);
      }
      // Not in the place of a file that has come since.
      Files.move(unfinished, file);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    return tsv.summary(count);
  }

  private static Writer open(Path file, boolean gzip) throws IOException {
    OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
    try {
      return new OutputStreamWriter(
          gzip ? new GZIPOutputStream(bytes, BUFFER_BYTES) : bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private void write(long count, Writer out, LongConsumer progress) throws IOException {
    StringBuilder text = new StringBuilder("ts\tlabel");
    shape.fields().forEach(field -> text.append('\t').append(field.name()));
    text.append('\n');
    for (long row = 1; row <= count; row++) {
      rows.next();
      append(text);
      if (text.length() > BUFFER_BYTES) {
        out.append(text);
        text.setLength(0);
      }
      if (row % TOLD_EVERY == 0) {
        progress.accept(row);
      }
    }
    out.append(text);
  }

  private void append(StringBuilder text) {
    text.append(rows.ts()).append(rows.label() ? "\t1" : "\t0");
    positives += rows.label() ? 1 : 0;
    for (int field = 0; field < prefixes.size(); field++) {
      int feature = rows.feature(field);
      text.append(prefixes.get(field)).append(feature);
      seen.get(field).set(feature);
    }
    text.append('\n');
  }

  private Summary summary(long count) {
    Map<String, Integer> features = new LinkedHashMap<>();
    for (int field = 0; field < seen.size(); field++) {
      features.put(shape.fields().get(field).name(), seen.get(field).cardinality());
    }
    return new Summary(count, positives, rows.ts(), features);
  }
}
