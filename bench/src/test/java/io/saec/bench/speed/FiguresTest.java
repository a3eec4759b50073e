package io.saec.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is worked out of what was measured. */
class FiguresTest {
  private static final Peaks PEAKS =
      new Peaks(
          List.of(PeakRow.of(0, 60e9), PeakRow.of(Peaks.L1, 50e9), PeakRow.of(Peaks.L2, 25e9)));

  @Test
  void aMultiplyAddIsTwoOperationsAndFourBytes() {
    assertThat(PeakRow.of(0, 60e9)).isEqualTo(new PeakRow(0, 120, 0));
    assertThat(PeakRow.of(Peaks.L1, 50e9)).isEqualTo(new PeakRow(Peaks.L1, 100, 200));
    assertThat(new Shape("S", 1000, 10, 100, 4).flops(3)).isEqualTo(6e6);
  }

  @Test
  void thePeakIsThatOfReadsFromTheFirstLevel() {
    assertThat(PEAKS.shareOfPeak(80)).isEqualTo(0.8);
    assertThat(PEAKS.shareOfBandwidth(60, Peaks.L2)).isEqualTo(0.6);
  }

  @Test
  void whatWasNotMeasuredHasNoShares() {
    assertThat(PEAKS.shareOfBandwidth(60, Peaks.L3)).isNull();
    assertThat(new Peaks(List.of()).shareOfPeak(80)).isNull();
  }

  @Test
  void aMedianOfAnEvenNumberLiesBetweenTheTwo() {
    assertThat(new Sample(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
    assertThat(new Sample(List.of(9.0, 1.0)).and(new Sample(List.of(2.0, 4.0))).median())
        .isEqualTo(3);
  }

  @Test
  void shotsComeInWholePasses() {
    assertThat(new Shots(1, 5).passes(2)).isEqualTo(new Shots(2, 6));
    assertThat(new Shots(2, 5).passes(9)).isEqualTo(new Shots(9, 9));
  }

  @Test
  void peersAreComparedByWhatTheyDid() {
    List<PeerRow> rows =
        Peers.rows(
            List.of(
                new Peers.Measured("faiss", "S1-flat", "full", List.of(3.0, 1.0, 2.0)),
                new Peers.Measured("faiss", "S9-flat", "full", List.of(1.0))),
            Map.of(Peers.key("S1-flat", "full"), 0.5));
    assertThat(rows).containsExactly(new PeerRow("faiss", "S1-flat", "full", 2, 4));
  }

  @Test
  void aCodebookIsItsCentroidsAndTheirNorms() {
    ArrivalOptions.CodebookSize size = new ArrivalOptions.CodebookSize(1024, 16);
    assertThat(size.bytes()).isEqualTo(1024 * 17 * 4);
    assertThat(size.name()).isEqualTo("k1024-d16");
  }
}
