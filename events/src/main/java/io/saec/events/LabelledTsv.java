package io.saec.events;

import io.saec.model.FeatureEvent;
import io.saec.model.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A labelled file replayed as an online trainer would send it: a {@link FactorizationMachine}
 * learns from each row as it goes by, and the row's features are published with their embeddings
 * after the step. An embedding is the d latent factors and, last, the linear weight: all that a
 * score needs.
 *
 * <p>The file has a header, tabs between columns, {@code ts} in epoch seconds or milliseconds
 * (below 10^11 in the first row means seconds, for the whole file), {@code label} 0 or 1, and a
 * column a field; plain or gzip. An empty cell is no feature; one of more than 256 bytes is left
 * out and counted. The file is streamed, the features' parameters are held in memory. (not thread
 * safe)
 */
public final class LabelledTsv implements EventSource {
  /** Rows that {@link #logLoss} looks back over. */
  public static final int LOSS_WINDOW = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(LabelledTsv.class);

  private final TsvRows rows;
  private final List<String> fields;
  private final List<FeatureTable> tables;
  private final FactorizationMachine machine;
  private final OptionalLong total;
  private final int dim;
  private final RunningLogLoss loss = new RunningLogLoss(LOSS_WINDOW);
  private final int[] tableRows;
  private long oversized;

  private LabelledTsv(TsvRows rows, FactorizationOptions options, OptionalLong total) {
    this.rows = rows;
    this.fields = rows.header().fields();
    this.tables = fields.stream().map(field -> new FeatureTable(field, options)).toList();
    this.machine =
        new FactorizationMachine(tables.stream().map(FeatureTable::parameters).toList(), options);
    this.total = total;
    this.dim = options.factors() + 1;
    this.tableRows = new int[fields.size()];
  }

  /**
   * Opens a file whose length is not known.
   *
   * @throws TsvException if it is not a labelled file
   */
  public static LabelledTsv open(Path file, FactorizationOptions options) throws IOException {
    return new LabelledTsv(TsvRows.open(file), options, OptionalLong.empty());
  }

  /**
   * Opens a file that has been looked through.
   *
   * @throws TsvException if it is not a labelled file
   */
  public static LabelledTsv open(Path file, TsvSpan span, FactorizationOptions options)
      throws IOException {
    return new LabelledTsv(TsvRows.open(file), options, OptionalLong.of(span.rows()));
  }

  @Override
  public Map<String, Integer> fields() {
    Map<String, Integer> dims = new LinkedHashMap<>();
    fields.forEach(field -> dims.put(field, dim));
    return Collections.unmodifiableMap(dims);
  }

  @Override
  public OptionalLong total() {
    return total;
  }

  @Override
  public boolean next(List<FeatureEvent> batch) throws IOException {
    batch.clear();
    while (batch.isEmpty()) {
      if (!rows.next()) {
        return false;
      }
      locate();
      loss.add(machine.train(tableRows, rows.label()), rows.label());
      publish(batch);
    }
    return true;
  }

  private void locate() {
    Arrays.fill(tableRows, FactorizationMachine.NONE);
    for (int field = 0; field < tableRows.length; field++) {
      String feature = rows.feature(field);
      if (TsvRows.isFeature(feature)) {
        tableRows[field] = tables.get(field).row(feature);
      } else if (!feature.isEmpty()) {
        leaveOut(field);
      }
    }
  }

  private void leaveOut(int field) {
    if (oversized++ == 0) {
      LOG.warn(
          "{}: feature of '{}' has more than {} bytes; it is left out, and so are all like it",
          rows.position(),
          fields.get(field),
          Names.MAX_FEATURE_BYTES);
    }
  }

  private void publish(List<FeatureEvent> batch) {
    for (int field = 0; field < tableRows.length; field++) {
      int row = tableRows[field];
      if (row != FactorizationMachine.NONE) {
        FeatureTable table = tables.get(field);
        batch.add(
            new FeatureEvent(
                fields.get(field), table.feature(row), rows.ts(), 1, table.embedding(row)));
      }
    }
  }

  /** Label of the row that the last batch came from. */
  public boolean label() {
    return rows.label();
  }

  /** What has been learnt so far. */
  public FactorizationMachine machine() {
    return machine;
  }

  /**
   * Mean log loss over the last {@value #LOSS_WINDOW} rows, each predicted before it was learnt
   * from; NaN before the first.
   */
  public double logLoss() {
    return loss.mean();
  }

  /** Cells left out so far because they are longer than a feature may be. */
  public long oversized() {
    return oversized;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
