package io.saec.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Values of the two output topics in JSON. Readers ignore properties they do not know, so that
 * later releases may add some.
 */
public final class WireJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private WireJson() {}

  /** {@code {"cluster":17,"version":3,"reason":"ARRIVAL","ts":…}}. */
  public static byte[] write(MappingUpdate update) {
    // By hand: one a new or moved feature, and every part is a number or a constant.
    return Names.utf8(
        "{\"cluster\":"
            + update.cluster()
            + ",\"version\":"
            + update.version()
            + ",\"reason\":\""
            + update.reason()
            + "\",\"ts\":"
            + update.ts()
            + "}");
  }

  /** {@code {"version":3,"shards":128,"features":8123,"moved":…,…,"checksum":"…"}}. */
  public static byte[] write(Seal seal) {
    return bytes(SealJson.of(seal));
  }

  /** {@code {"version":3,"centroid":[…],"weight":…,"features":…}}. */
  public static byte[] write(Centroid centroid) {
    return bytes(centroid);
  }

  /** The manifest with every property of {@link Manifest}. */
  public static byte[] write(Manifest manifest) {
    return bytes(manifest);
  }

  /**
   * Reads what {@link #write(MappingUpdate)} wrote.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public static MappingUpdate readMapping(byte[] value) {
    return read(value, MappingUpdate.class);
  }

  /**
   * Reads what {@link #write(Seal)} wrote.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public static Seal readSeal(byte[] value) {
    return read(value, SealJson.class).seal();
  }

  /**
   * Reads what {@link #write(Centroid)} wrote.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public static Centroid readCentroid(byte[] value) {
    return read(value, Centroid.class);
  }

  /**
   * Reads what {@link #write(Manifest)} wrote.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public static Manifest readManifest(byte[] value) {
    return read(value, Manifest.class);
  }

  private static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(byte[] value, Class<T> type) {
    T found;
    try {
      found = MAPPER.readValue(value, type);
    } catch (IOException e) {
      throw new IllegalArgumentException(isNot(type, value), e);
    }
    if (found == null) {
      // What the JSON word null reads as.
      throw new IllegalArgumentException(isNot(type, value));
    }
    return found;
  }

  private static String isNot(Class<?> type, byte[] value) {
    return "not a " + type.getSimpleName() + ": " + Names.utf8(value);
  }

  /** A seal with its checksum as text. */
  private record SealJson(
      long version,
      int shards,
      long features,
      long moved,
      long held,
      long error,
      long arrivalError,
      String checksum) {
    static SealJson of(Seal seal) {
      return new SealJson(
          seal.version(),
          seal.shards(),
          seal.features(),
          seal.moved(),
          seal.held(),
          seal.error(),
          seal.arrivalError(),
          Hashes.hex(seal.checksum()));
    }

    Seal seal() {
      return new Seal(
          version, shards, features, moved, held, error, arrivalError, Hashes.parseHex(checksum));
    }
  }
}
