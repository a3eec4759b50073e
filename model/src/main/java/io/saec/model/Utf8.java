package io.saec.model;

/** UTF-8 into bytes that are at hand already. (thread safe) */
public final class Utf8 {
  /** The most bytes that one {@code char} makes. */
  private static final int BYTES_PER_CHAR = 3;

  private static final ThreadLocal<byte[]> SCRATCH =
      ThreadLocal.withInitial(() -> new byte[BYTES_PER_CHAR * Names.MAX_FEATURE_BYTES]);

  private Utf8() {}

  /**
   * Bytes with room for a text: the thread's own, which it gets again for the next, so that nothing
   * is allocated for texts of up to {@value Names#MAX_FEATURE_BYTES} characters.
   */
  public static byte[] roomFor(String text) {
    byte[] scratch = SCRATCH.get();
    return text.length() * BYTES_PER_CHAR <= scratch.length
        ? scratch
        : new byte[Math.multiplyExact(text.length(), BYTES_PER_CHAR)];
  }

  /**
   * Writes a text. A lone surrogate, which no feature has, becomes three bytes that no valid UTF-8
   * holds, so that the text is taken for no other.
   *
   * @param out with {@link #roomFor} it
   * @return bytes written
   */
  public static int encode(String text, byte[] out) {
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        out[at++] = (byte) c;
      } else if (c < 0x800) {
        out[at++] = (byte) (0xC0 | (c >> 6));
        out[at++] = (byte) (0x80 | (c & 0x3F));
      } else if (startsPair(text, i)) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        out[at++] = (byte) (0xF0 | (point >> 18));
        out[at++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        out[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        out[at++] = (byte) (0x80 | (point & 0x3F));
      } else {
        out[at++] = (byte) (0xE0 | (c >> 12));
        out[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        out[at++] = (byte) (0x80 | (c & 0x3F));
      }
    }
    return at;
  }

  private static boolean startsPair(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }
}
