package io.saec.state;

import io.saec.clustering.Codebook;
import io.saec.clustering.HeadShare;
import io.saec.model.Encoding;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** One of each kind of state, and any of each. */
final class Samples {
  static final FeatureRecord FEATURE =
      new FeatureRecord(
          new long[] {-3, 125, 130},
          new long[] {1, 300, 0},
          List.of(
              new Embedding(126, 1_291_191_960_000L, new float[] {0.5f, -2}, true),
              new Embedding(131, 1_291_191_970_000L, new float[] {1, 0}, false)));

  static final FeatureChange CHANGE =
      new FeatureChange(
          0x5FE193BB4B6B000CL,
          "85123A",
          FeatureChange.Kind.SETTLED,
          126,
          1_291_191_960_000L,
          new float[] {0.5f, -2});

  static final MappedFeature MAPPED = new MappedFeature(new float[] {0.5f, -2}, 17, 300);

  static final MappedFeature UNSETTLED = new MappedFeature(null, MappedFeature.NONE, 5);

  static final HeldKey HELD = new HeldKey(126, "é/#");

  static final FieldBoundary FIELD_BOUNDARY = new FieldBoundary(0x5FE193BB4B6BL, 126);

  static final FieldProgress PROGRESS = new FieldProgress(Window.NEVER_YET, new int[] {0, 3, 200});

  static final HeadShare SHARE =
      new HeadShare(200, 1_000, 2, new float[] {1, 2, 3, 4}, new long[] {300, 0});

  static final Codebook CODEBOOK = codebook(2.5);

  /** The same as read from the bytes of version 1. */
  static final Codebook CODEBOOK_WITHOUT_UNIT = codebook(0);

  private Samples() {}

  private static Codebook codebook(double unit) {
    return new Codebook(
        3,
        1_291_190_400_000L,
        2,
        new int[] {0, 5},
        new float[] {1, 2, 3, 4},
        new double[] {10, 0.5},
        new int[] {7, 1},
        new long[] {3, 2},
        Encoding.INT8,
        new float[] {0.5f, 0.25f},
        5,
        0.125,
        unit,
        8,
        0.75,
        new int[] {5},
        new int[] {-1},
        new int[] {2},
        new int[] {0});
  }

  static Arbitrary<FeatureRecord> features() {
    Arbitrary<Embedding> embedding =
        Combinators.combine(
                Arbitraries.longs().between(-1_000, 1L << 46),
                Arbitraries.longs().between(0, 1L << 46),
                floats(),
                Arbitraries.of(true, false))
            .as(Embedding::new);
    return Combinators.combine(
            Arbitraries.longs().between(-1_000, 1L << 46).set().ofMaxSize(6),
            Arbitraries.longs().greaterOrEqual(0).array(long[].class).ofSize(6),
            embedding.list().ofMaxSize(3))
        .as(
            (panes, counts, embeddings) ->
                new FeatureRecord(
                    panes.stream().mapToLong(Long::longValue).sorted().toArray(),
                    Arrays.copyOf(counts, panes.size()),
                    embeddings));
  }

  static Arbitrary<FeatureChange> changes() {
    return Combinators.combine(
            Arbitraries.longs(),
            Arbitraries.strings().ofMaxLength(20),
            Arbitraries.of(FeatureChange.Kind.class),
            Arbitraries.longs(),
            Arbitraries.longs(),
            floats())
        .as(FeatureChange::new);
  }

  static Arbitrary<MappedFeature> mapped() {
    return Combinators.combine(
            floats().injectNull(0.3), Arbitraries.integers(), Arbitraries.integers())
        .as(MappedFeature::new);
  }

  static Arbitrary<HeldKey> held() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.strings().ofMaxLength(20))
        .as(HeldKey::new);
  }

  static Arbitrary<FieldBoundary> fieldBoundaries() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(FieldBoundary::new);
  }

  static Arbitrary<FieldProgress> progress() {
    return Combinators.combine(Arbitraries.longs(), ints(8)).as(FieldProgress::new);
  }

  static Arbitrary<HeadShare> shares() {
    return Combinators.combine(
            Arbitraries.integers().greaterOrEqual(0),
            Arbitraries.longs(),
            Arbitraries.integers().between(1, 4),
            Arbitraries.longs().greaterOrEqual(0).list().ofMaxSize(5))
        .as(
            (live, occurrences, dim, frequencies) -> {
              long[] descending =
                  frequencies.stream().mapToLong(Long::longValue).map(f -> -f).sorted().toArray();
              for (int i = 0; i < descending.length; i++) {
                descending[i] = -descending[i];
              }
              float[] embeddings = new float[descending.length * dim];
              Arrays.fill(embeddings, live);
              return new HeadShare(live, occurrences, dim, embeddings, descending);
            });
  }

  static Arbitrary<Codebook> codebooks() {
    return Combinators.combine(
            Arbitraries.longs(),
            Arbitraries.longs(),
            Arbitraries.integers().between(0, 5),
            Arbitraries.of(Encoding.class),
            Arbitraries.doubles(),
            ints(2),
            floats())
        .as(
            (version, boundary, k, encoding, share, kin, scale) ->
                new Codebook(
                    version,
                    boundary,
                    3,
                    Arrays.copyOf(new int[] {0, 2, 300, 70_000, 1 << 30}, k),
                    Arrays.copyOf(scale, 3 * k),
                    new double[k],
                    new int[k],
                    new long[k],
                    encoding,
                    scale,
                    k,
                    share,
                    2 * share,
                    k * 1_000,
                    1 - share,
                    kin,
                    kin.clone(),
                    new int[] {k},
                    new int[] {-1}));
  }

  private static Arbitrary<float[]> floats() {
    return Arbitraries.floats().array(float[].class).ofMaxSize(8);
  }

  private static Arbitrary<int[]> ints(int size) {
    return Arbitraries.integers().array(int[].class).ofSize(size);
  }
}
