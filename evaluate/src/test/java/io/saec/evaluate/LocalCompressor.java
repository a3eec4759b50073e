package io.saec.evaluate;

import io.saec.clustering.ClusteringOptions;
import io.saec.clustering.Codebook;
import io.saec.clustering.EvolvingCodebookMaker;
import io.saec.clustering.Head;
import io.saec.clustering.NearestCentroids;
import io.saec.clustering.budget.Accounting;
import io.saec.clustering.budget.Allocation;
import io.saec.clustering.budget.Budget;
import io.saec.clustering.budget.CurveEstimator;
import io.saec.clustering.budget.Demand;
import io.saec.clustering.budget.ErrorCurve;
import io.saec.model.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What the job does with one boundary, without the job: all features are the head. */
final class LocalCompressor implements Compressor {
  private static final Accounting ACCOUNTING = new Accounting(Accounting.PACKED, 0, 8);
  private static final int FLOOR = 64;

  private final int floor;

  LocalCompressor() {
    this(FLOOR);
  }

  /**
   * @param floor up to so many features keep a vector each
   */
  LocalCompressor(int floor) {
    this.floor = floor;
  }

  @Override
  public List<CompressedField> compress(List<FieldEmbeddings> fields, double ratio) {
    Budget budget = new Budget.Ratio(ratio);
    CurveEstimator estimator = new CurveEstimator(CurveEstimator.DEFAULT_SAMPLE);
    List<Demand> demands = new ArrayList<>();
    long full = 0;
    for (FieldEmbeddings field : fields) {
      int live = field.size();
      int most =
          Math.max(Math.min(live, floor), budget.mostClusters(live, field.dim(), ACCOUNTING));
      ErrorCurve curve = estimator.estimate(field.field(), 0, head(field), most);
      demands.add(new Demand(live, field.dim(), live <= floor ? live : 1, most, curve));
      full += ACCOUNTING.full(live, field.dim());
    }
    int[] ks = Allocation.of(demands, ACCOUNTING, budget.bytes(full)).ks();
    List<CompressedField> compressed = new ArrayList<>();
    for (int field = 0; field < ks.length; field++) {
      compressed.add(compress(fields.get(field), ks[field]));
    }
    return compressed;
  }

  private static CompressedField compress(FieldEmbeddings field, int k) {
    Codebook codebook =
        new EvolvingCodebookMaker(new ClusteringOptions(20, Encoding.INT8))
            .next(field.field(), null, head(field), k, 0);
    int[] rows = new int[field.size()];
    NearestCentroids.of(codebook).nearest(field.vectors(), rows);
    return new CompressedField(
        field.dim(),
        codebook.centroids(),
        rows,
        codebook.rowOf(codebook.fallback()),
        codebook.encoding());
  }

  /** Rows by frequency, descending, as a head has them. */
  private static Head head(FieldEmbeddings field) {
    int dim = field.dim();
    int[] order =
        IntStream.range(0, field.size())
            .boxed()
            .sorted((a, b) -> Long.compare(field.counts()[b], field.counts()[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    float[] vectors = new float[field.vectors().length];
    long[] counts = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(field.vectors(), order[i] * dim, vectors, i * dim, dim);
      counts[i] = field.counts()[order[i]];
    }
    return new Head(dim, vectors, counts, Arrays.stream(counts).sum());
  }
}
