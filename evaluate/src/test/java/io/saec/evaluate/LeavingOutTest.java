package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saec.model.Encoding;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeavingOutTest {
  private static final FieldEmbeddings FIELD =
      new FieldEmbeddings(
          "user",
          2,
          List.of("a", "b", "c", "d"),
          new float[] {1, 2, 3, 4, 5, 6, 7, 8},
          new long[] {5, 1, 2, 3});

  private static final FieldEmbeddings RARE =
      new FieldEmbeddings("item", 2, List.of("x", "y"), new float[4], new long[] {1, 2});

  private List<FieldEmbeddings> got = List.of();
  private double times;

  /** Gives each feature a centroid of its own. */
  private List<CompressedField> own(List<FieldEmbeddings> fields, double ratio) {
    got = fields;
    times = ratio;
    return fields.stream()
        .map(
            field -> {
              int[] rows = new int[field.size()];
              Arrays.setAll(rows, row -> row);
              return new CompressedField(field.dim(), field.vectors(), rows, 0, Encoding.FP32);
            })
        .toList();
  }

  @Test
  void featuresInFewRowsComeBackUnmapped() throws IOException, InterruptedException {
    List<CompressedField> fields = new LeavingOut(this::own, 3).compress(List.of(FIELD, RARE), 24);
    assertThat(got).hasSize(1);
    assertThat(got.get(0).features()).containsExactly("a", "d");
    assertThat(got.get(0).vectors()).containsExactly(1, 2, 7, 8);
    assertThat(got.get(0).counts()).containsExactly(5, 3);
    assertThat(fields.get(0).rows()).containsExactly(0, -1, -1, 1);
    assertThat(fields.get(0).mapped()).isEqualTo(2);
    assertThat(fields.get(1).rows()).containsExactly(-1, -1);
  }

  /** A third of the features may take three times as many bytes each. */
  @Test
  void bytesGoToTheOthers() throws IOException, InterruptedException {
    new LeavingOut(this::own, 3).compress(List.of(FIELD, RARE), 24);
    assertThat(times).isCloseTo(8, within(1e-9));
    new LeavingOut(this::own, 3).compress(List.of(FIELD, RARE), 2);
    assertThat(times).isEqualTo(1);
  }
}
