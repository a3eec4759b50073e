package io.saec.model;

/**
 * The key of everything that is kept by (field, shard), in one primitive: 48 bits of the field
 * name's hash above 16 bits of shard number. It does not depend on which other fields exist, so
 * fields may come and go without touching the state of the rest; whoever declares fields checks
 * that no two share a hash.
 */
public final class FieldShard {
  /** The most shards a field can have. */
  public static final int MAX_SHARDS = 1 << 16;

  private FieldShard() {}

  /** The key of a shard of the field that {@link #fieldId} stands for. */
  public static long key(long fieldId, int shard) {
    return (fieldId << 16) | shard;
  }

  /** 48 bits that stand for a field. */
  public static long fieldId(String field) {
    return Hashes.ofField(field);
  }

  /** The field's 48 bits in a key. */
  public static long fieldIdOf(long key) {
    return key >>> 16;
  }

  /** The shard number in a key. */
  public static int shardOf(long key) {
    return (int) (key & 0xFFFF);
  }
}
