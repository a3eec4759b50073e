package io.saec.client.snapshot;

/** IEEE 754 half precision. */
final class Half {
  private static final int FRACTION_BITS = 10;
  private static final int LEAST_EXPONENT = -14;
  private static final int BIAS = 15;

  private Half() {}

  /** The float that the half's bits stand for. */
  static float toFloat(short half) {
    int exponent = (half >> FRACTION_BITS) & 0x1F;
    int fraction = half & 0x3FF;
    int sign = (half & 0x8000) << 16;
    if (exponent == 0) {
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits(fraction * 0x1p-24f));
    }
    int rebased = exponent == 0x1F ? 0xFF : exponent - BIAS + 127;
    return Float.intBitsToFloat(sign | (rebased << 23) | (fraction << 13));
  }

  /** The bits of a float that is a finite half; those of some half near by, if it is not. */
  static short ofExact(float value) {
    int sign = (Float.floatToRawIntBits(value) >>> 16) & 0x8000;
    int exponent = Math.max(Math.getExponent(value), LEAST_EXPONENT);
    int units = (int) Math.scalb(Math.abs(value), FRACTION_BITS - exponent);
    // The leading bit of a normal half is the lowest of the exponent.
    int biased = exponent - LEAST_EXPONENT;
    return (short) (sign | ((biased << FRACTION_BITS) + units));
  }
}
