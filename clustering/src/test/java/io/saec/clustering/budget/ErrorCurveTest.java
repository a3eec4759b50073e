package io.saec.clustering.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ErrorCurveTest {
  private static final ErrorCurve CURVE =
      new ErrorCurve(new int[] {1, 4, 16, 20}, new double[] {64, 32, 2, 0});

  @Test
  void isAPowerBetweenKnots() {
    assertThat(CURVE.errorAt(1)).isEqualTo(64);
    assertThat(CURVE.errorAt(2)).isCloseTo(64 / Math.sqrt(2), within(1e-9));
    assertThat(CURVE.errorAt(4)).isEqualTo(32);
    assertThat(CURVE.errorAt(8)).as("of 4^-2").isCloseTo(8, within(1e-9));
    assertThat(CURVE.errorAt(16)).isEqualTo(2);
  }

  @Test
  void comesDownToZeroInAStraightLineAndStaysThere() {
    assertThat(CURVE.errorAt(17)).isCloseTo(1.5, within(1e-12));
    assertThat(CURVE.errorAt(19)).isCloseTo(0.5, within(1e-12));
    assertThat(CURVE.errorAt(20)).isZero();
    assertThat(CURVE.errorAt(Integer.MAX_VALUE)).isZero();
    assertThat(CURVE.lastKnot()).isEqualTo(20);
  }

  @Test
  void staysAsItIsBeyondTheLastKnot() {
    ErrorCurve short2 = new ErrorCurve(new int[] {1, 2}, new double[] {5, 3});

    assertThat(short2.errorAt(9)).isEqualTo(3);
    assertThat(new ErrorCurve(new int[] {1}, new double[] {0}).errorAt(1)).isZero();
  }

  @Property(tries = 300)
  void neverGrows(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int knots) {
    Random random = new Random(seed);
    int[] ks = new int[knots];
    double[] errors = new double[knots];
    ks[0] = 1;
    errors[0] = Math.exp(random.nextGaussian() * 20);
    for (int knot = 1; knot < knots; knot++) {
      ks[knot] = ks[knot - 1] + 1 + random.nextInt(20);
      errors[knot] =
          switch (random.nextInt(4)) {
            case 0 -> errors[knot - 1];
            case 1 -> Math.nextDown(errors[knot - 1]);
            default -> errors[knot - 1] * random.nextDouble();
          };
    }
    ErrorCurve curve = new ErrorCurve(ks, errors);

    for (int k = 2; k <= ks[knots - 1] + 1; k++) {
      assertThat(curve.errorAt(k)).isBetween(0.0, curve.errorAt(k - 1));
    }
  }

  @Test
  void isAValue() {
    ErrorCurve again = new ErrorCurve(CURVE.ks(), CURVE.errors());

    assertThat(again).isEqualTo(CURVE).hasSameHashCodeAs(CURVE).hasToString(CURVE.toString());
    assertThat(new ErrorCurve(new int[] {1, 4, 16, 21}, CURVE.errors())).isNotEqualTo(CURVE);
    assertThat(new ErrorCurve(CURVE.ks(), new double[] {64, 32, 3, 0})).isNotEqualTo(CURVE);
    assertThat(CURVE)
        .hasToString("ErrorCurve[1: 64.0, 4: 32.0, 16: 2.0, 20: 0.0]")
        .isNotEqualTo("a text");
  }

  @Test
  void cannotBeWrittenTo() {
    int[] ks = CURVE.ks();
    double[] errors = CURVE.errors();
    ErrorCurve curve = new ErrorCurve(ks, errors);
    ks[1] = 3;
    errors[1] = 1;
    curve.ks()[1] = 3;
    curve.errors()[1] = 1;

    assertThat(curve).isEqualTo(CURVE);
  }

  @Test
  void rejectsWhatIsNoCurve() {
    assertThatThrownBy(() -> new ErrorCurve(new int[] {}, new double[] {}))
        .hasMessage("knots must begin at k = 1 and have an error each: []");
    assertThatThrownBy(() -> new ErrorCurve(new int[] {2}, new double[] {1}))
        .hasMessage("knots must begin at k = 1 and have an error each: [2]");
    assertThatThrownBy(() -> new ErrorCurve(new int[] {1, 2}, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ErrorCurve(new int[] {1, 2}, new double[] {1, 1.5}))
        .hasMessage("knot 1 is out of order: k = 2, error 1.5");
    assertThatThrownBy(() -> new ErrorCurve(new int[] {1, 1}, new double[] {2, 1}))
        .hasMessage("knot 1 is out of order: k = 1, error 1.0");
    for (double error : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new ErrorCurve(new int[] {1}, new double[] {error}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("knot 0 is out of order: k = 1, error " + error);
    }
    assertThatThrownBy(() -> CURVE.errorAt(0)).hasMessage("k must be at least 1: 0");
  }
}
