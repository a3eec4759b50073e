package io.saec.clustering.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
  private static final Accounting INT8 = new Accounting(Accounting.PACKED, 0, 8);
  private static final Accounting FP16 = new Accounting(Accounting.PACKED, 0, 16);
  private static final Accounting CODED = new Accounting(Accounting.PACKED, 0, 4);

  @Test
  void aRatioIsOnePartOfTheFullBytes() {
    assertThat(new Budget.Ratio(27).bytes(2_700)).isEqualTo(100);
    assertThat(new Budget.Ratio(27).bytes(2_699)).isEqualTo(99);
    assertThat(new Budget.Ratio(1.5).bytes(3)).isEqualTo(2);
  }

  @Test
  void bytesAreWhatTheyAre() {
    assertThat(new Budget.Bytes(64).bytes(1_000_000)).isEqualTo(64);
  }

  @Test
  void aRatioBuysAFieldItsOwnPartInCentroids() {
    assertThat(new Budget.Ratio(27).mostClusters(2_700, 16, INT8)).isEqualTo(400);
    assertThat(new Budget.Ratio(27).mostClusters(2_701, 16, INT8)).isEqualTo(401);
    assertThat(new Budget.Ratio(27).mostClusters(2_700, 16, FP16)).isEqualTo(200);
    assertThat(new Budget.Ratio(27).mostClusters(2_700, 16, CODED)).isEqualTo(800);
  }

  @Test
  void bytesBuyAFieldAsManyCentroidsAsThereAreBytesFor() {
    assertThat(new Budget.Bytes(1_000).mostClusters(2_700, 16, INT8)).isEqualTo(62);
    assertThat(new Budget.Bytes(1_000).mostClusters(2_700, 16, FP16)).isEqualTo(31);
    assertThat(new Budget.Bytes(1_000).mostClusters(2_700, 16, CODED)).isEqualTo(125);
    assertThat(new Budget.Bytes(Long.MAX_VALUE).mostClusters(2_700, 16, INT8)).isEqualTo(2_700);
  }

  @Test
  void mostClustersAreFromOneToTheFeaturesThatIdsCanName() {
    assertThat(new Budget.Ratio(2).mostClusters(50, 16, INT8)).isEqualTo(50);
    assertThat(new Budget.Ratio(1e6).mostClusters(50, 16, INT8)).isEqualTo(1);
    assertThat(new Budget.Ratio(2).mostClusters(0, 16, INT8)).isEqualTo(1);
    assertThat(new Budget.Bytes(1).mostClusters(50, 16, INT8)).isEqualTo(1);
    assertThat(new Budget.Ratio(2).mostClusters(5_000, 16, new Accounting(1, 0, 8))).isEqualTo(256);
    assertThat(new Budget.Ratio(1).mostClusters(Integer.MAX_VALUE, 16, INT8))
        .isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({"1,8", "4.9,8", "5,6", "6.9,6", "7,5", "9.9,5", "10,4", "27,4", "1000,4"})
  void theMoreFeaturesShareAClusterTheFewerBitsAValueIsWorth(double times, int bits) {
    assertThat(new Budget.Ratio(times).valueBits()).isEqualTo(bits);
  }

  @Test
  void bytesAreTakenForFew() {
    assertThat(new Budget.Bytes(1_000).valueBits()).isEqualTo(4);
  }

  @Test
  void saysWhatItIs() {
    assertThat(new Budget.Ratio(27)).hasToString("27x");
    assertThat(new Budget.Ratio(13.5)).hasToString("13.5x");
    assertThat(new Budget.Ratio(100)).hasToString("100x");
    assertThat(new Budget.Ratio(1e16)).hasToString("10000000000000000x");
  }

  @ParameterizedTest
  @CsvSource({"27x,27", "1x,1", "1.0x,1", "13.5x,13.5", "007x,7", "1000000000x,1e9"})
  void readsARatio(String text, double times) {
    assertThat(Budget.Ratio.parse(text).times()).isEqualTo(times);
  }

  @Property
  void readsEveryRatioThatItWrites(@ForAll @DoubleRange(min = 1, max = 1e300) double times) {
    Budget.Ratio ratio = new Budget.Ratio(times);
    assertThat(Budget.Ratio.parse(ratio.toString())).isEqualTo(ratio);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "27",
        "27X",
        "27xx",
        " 27x",
        "27x ",
        "+27x",
        "-27x",
        "27.x",
        ".5x",
        "2,5x",
        "1e3x",
        "0x1p3x",
        "27dx",
        "NaNx",
        "Infinityx",
        "٢٧x",
        "0x",
        "0.99x"
      })
  void rejectsWhatIsNoRatio(String text) {
    assertThatThrownBy(() -> Budget.Ratio.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is not a number of times such as 27x, at least 1x");
  }

  @Test
  void rejectsARatioThatNoDoubleHolds() {
    assertThatThrownBy(() -> Budget.Ratio.parse("9".repeat(400) + "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a number of times such as 27x");
  }

  @Test
  void rejectsWhatIsNoBudget() {
    for (double times : new double[] {0.99, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Budget.Ratio(times))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("ratio is not a number of at least 1: " + times);
    }
    assertThatThrownBy(() -> new Budget.Bytes(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("budget is below 1 byte: 0");
  }
}
