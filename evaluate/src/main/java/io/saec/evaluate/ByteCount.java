package io.saec.evaluate;

import io.saec.clustering.budget.Accounting;
import io.saec.model.Encoding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The ways to count the bytes of n features in k clusters of {@code dim} dimensions. The same
 * clusters under each; only {@link #PACKED} is what a budget is in. Where values are coded, all
 * count that but {@link #FP16}.
 */
public enum ByteCount {
  /** Ids of ceil(log2 k) bits, int8 centroids. */
  PACKED(Accounting.PACKED, 0),
  /** 2 bytes an id. */
  IDS_2(2, 0),
  /** 4 bytes an id. */
  IDS_4(4, 0),
  /** Packed ids, fp16 centroids. */
  FP16(Accounting.PACKED, 0),
  /** Packed ids in a static function, which needs no keys but cannot tell unknown features. */
  STATIC_FUNCTION(0),
  /** The same with 8 bits of fingerprint a feature, which can. */
  STATIC_FUNCTION_FINGERPRINTS(8),
  /** Packed ids, and 8 bytes a feature in the full table and in the compressed one. */
  KEYS(Accounting.PACKED, 8);

  private static final int NOT_STATIC = -1;

  /** Features that the last layer of a snapshot's function takes, all that is left or less. */
  private static final int LAST_LAYER = 256;

  /** Slots of a function come by so many. */
  private static final int WORD = 64;

  /** Start places that share a byte of threshold. */
  private static final int BUCKET = 128;

  private final int idBytes;
  private final int keyBytes;
  private final int fingerprintBits;

  ByteCount(int idBytes, int keyBytes) {
    this.idBytes = idBytes;
    this.keyBytes = keyBytes;
    this.fingerprintBits = NOT_STATIC;
  }

  ByteCount(int fingerprintBits) {
    this.idBytes = Accounting.PACKED;
    this.keyBytes = 0;
    this.fingerprintBits = fingerprintBits;
  }

  private Accounting accounting(Precision precision) {
    return new Accounting(
        idBytes, keyBytes, this == FP16 ? Encoding.FP16.bits() : precision.valueBits());
  }

  /** Bytes of the full table: float32, and keys where they count. */
  long full(long features, int dim) {
    return accounting(Precision.BYTE).full(features, dim);
  }

  /**
   * Bytes of the compressed table.
   *
   * @throws IllegalArgumentException if ids of this kind cannot tell k clusters apart
   */
  long compressed(long features, int k, int dim, Precision precision) {
    return fingerprintBits == NOT_STATIC
        ? accounting(precision).compressed(features, k, dim)
        : staticFunction(features, k) + precision.bytes(k, dim);
  }

  /** What is counted, in words. */
  String formula(Precision precision) {
    String formula = accounting(precision).formula();
    return switch (fingerprintBits) {
      case NOT_STATIC -> formula;
      case 0 -> "static function of " + formula;
      default ->
          formula.replaceFirst(
              "packed ids",
              "static function of packed ids and " + fingerprintBits + "-bit fingerprints");
    };
  }

  /** The key in a report: {@code staticFunction}. */
  public String word() {
    StringBuilder word = new StringBuilder();
    for (String part : name().toLowerCase(Locale.ROOT).split("_")) {
      boolean first = word.length() == 0;
      word.append(first ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    return word.toString();
  }

  /**
   * A snapshot's table and thresholds: 64 slots take a word for each bit of a value, and 128 start
   * places a byte. Up to {@value #LAST_LAYER} features are one layer, of 1.25 slots a feature and
   * 64; beyond that all layers have about a thousandth more slots than features, and the room of
   * the last.
   */
  private long staticFunction(long features, int k) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(k - 1) + fingerprintBits;
    boolean single = features <= LAST_LAYER;
    long slots = single ? features + features / 4 + WORD : features + features / 1000 + 2 * WORD;
    long words = (slots + WORD - 1) / WORD;
    long thresholds = single ? 0 : slots / BUCKET;
    return words * bits * Long.BYTES + thresholds;
  }

  /** Bytes of all fields together under each count that can name their clusters, by its word. */
  static Map<String, Size> sizes(
      List<FieldEmbeddings> fields, List<CompressedField> compressed, Precision precision) {
    Map<String, Size> sizes = new LinkedHashMap<>();
    int greatest = compressed.stream().mapToInt(CompressedField::k).max().orElse(1);
    for (ByteCount count : values()) {
      if (greatest <= count.accounting(precision).mostClusters()) {
        sizes.put(count.word(), count.size(fields, compressed, precision));
      }
    }
    return sizes;
  }

  private Size size(
      List<FieldEmbeddings> fields, List<CompressedField> compressed, Precision precision) {
    long full = 0;
    long bytes = 0;
    for (int field = 0; field < fields.size(); field++) {
      FieldEmbeddings of = fields.get(field);
      full += full(of.size(), of.dim());
      CompressedField in = compressed.get(field);
      bytes += compressed(in.mapped(), in.k(), of.dim(), precision);
    }
    return new Size(full, bytes, formula(precision));
  }

  /** Bytes of all fields uncompressed. */
  long full(List<FieldEmbeddings> fields) {
    return fields.stream().mapToLong(field -> full(field.size(), field.dim())).sum();
  }
}
