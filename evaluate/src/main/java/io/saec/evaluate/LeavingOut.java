package io.saec.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Leaves rare features out of what is compressed, so that the bytes go to the others. A feature
 * that was left out comes back unmapped, as if it had never been seen.
 *
 * @param compressor of the others
 * @param least rows of the training part that a feature must be in to be compressed
 */
record LeavingOut(Compressor compressor, long least) implements Compressor {

  @Override
  public List<CompressedField> compress(List<FieldEmbeddings> fields, double ratio)
      throws IOException, InterruptedException {
    List<int[]> kept = fields.stream().map(this::kept).toList();
    List<FieldEmbeddings> rest = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      if (kept.get(i).length > 0) {
        rest.add(fields.get(i).only(kept.get(i)));
      }
    }
    double left = (double) ByteCount.PACKED.full(rest) / ByteCount.PACKED.full(fields);
    List<CompressedField> compressed =
        rest.isEmpty() ? List.of() : compressor.compress(rest, Math.max(1, ratio * left));
    List<CompressedField> all = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < fields.size(); i++) {
      FieldEmbeddings field = fields.get(i);
      boolean none = kept.get(i).length == 0;
      all.add(
          none
              ? CompressedField.nothing(field.dim(), field.size())
              : compressed.get(next++).among(kept.get(i), field.size()));
    }
    return all;
  }

  private int[] kept(FieldEmbeddings field) {
    return IntStream.range(0, field.size()).filter(i -> field.counts()[i] >= least).toArray();
  }
}
