package io.saec.model;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;

/**
 * The hashes of the wire: XXH64 with seed 0 over UTF-8 bytes. They decide the shard of a feature
 * and the checksums of seals and manifests, so they are a contract with every reader and savepoint.
 */
public final class Hashes {
  private static final Hasher64 XXH64 = Hashing.xxh64();
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Hashes() {}

  /** XXH64 of the feature's UTF-8 bytes. */
  public static long ofFeature(String feature) {
    return XXH64.hashBytesToLong(Names.utf8(feature));
  }

  /** The shard of a feature, in [0, shards): its hash, unsigned, modulo the shards. */
  public static int shardOf(String feature, int shards) {
    return shardOf(ofFeature(feature), shards);
  }

  /** The shard of a feature whose hash is already known, in [0, shards). */
  public static int shardOf(long featureHash, int shards) {
    return (int) Long.remainderUnsigned(featureHash, shards);
  }

  /**
   * What one mapped feature adds to its shard's checksum. The checksum is the sum of these, modulo
   * 2^64, so the order does not matter and an entry can be taken out again.
   */
  public static long ofMapping(long featureHash, int cluster) {
    return mix(featureHash + cluster * GOLDEN);
  }

  /**
   * What one centroid adds to its codebook's checksum: a sum modulo 2^64 over XXH64 of the float32
   * bytes, big-endian, mixed with the cluster id.
   *
   * @param centroids shape [k, dim], row-major
   * @param row of the centroid in {@code centroids}
   */
  public static long ofCentroid(int cluster, float[] centroids, int row, int dim) {
    ByteBuffer bytes = ByteBuffer.allocate(dim * Float.BYTES);
    for (int j = 0; j < dim; j++) {
      bytes.putFloat(centroids[row * dim + j]);
    }
    return mix(XXH64.hashBytesToLong(bytes.array()) + cluster * GOLDEN);
  }

  /** 48 bits that stand for a field in state keys; see {@link FieldShard}. */
  static long ofField(String field) {
    return XXH64.hashBytesToLong(Names.utf8(field)) >>> 16;
  }

  /** The checksum as it is written: 16 hexadecimal digits, since JSON numbers end at 2^53. */
  public static String hex(long checksum) {
    return String.format("%016x", checksum);
  }

  /** Reads what {@link #hex} wrote. */
  public static long parseHex(String checksum) {
    return Long.parseUnsignedLong(checksum, 16);
  }

  /** The finaliser of MurmurHash3 (64 bits). */
  private static long mix(long value) {
    long h = value;
    h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return h ^ (h >>> 33);
  }
}
