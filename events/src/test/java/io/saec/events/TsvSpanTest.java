package io.saec.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TsvSpanTest {
  @TempDir private Path dir;

  @Test
  void countsRowsAndFindsFirstAndLast() throws IOException {
    Path file = TsvFiles.gzip(dir, TsvFiles.learnable(100, 1));
    assertThat(TsvSpan.of(file))
        .isEqualTo(new TsvSpan(100, 1_600_000_000_000L, 1_600_000_099_000L, 0));
  }

  @Test
  void measuresHowFarRowsAreOutOfOrder() throws IOException {
    Path file =
        TsvFiles.plain(dir, "ts\tlabel\tf\n20\t1\ta\n30\t1\ta\n10\t1\ta\n29\t1\ta\n31\t1\ta\n");
    assertThat(TsvSpan.of(file)).isEqualTo(new TsvSpan(5, 10_000, 31_000, 20_000));
  }

  @Test
  void aHeaderAloneIsNothingToReplay() throws IOException {
    Path file = TsvFiles.plain(dir, "ts\tlabel\tf\n");
    assertThatThrownBy(() -> TsvSpan.of(file))
        .isInstanceOf(TsvException.class)
        .hasMessage(file + ":2: has a header but no row");
  }

  @Test
  void anOrderThatIsAskedForIsHeldByLine() throws IOException {
    Path equal = TsvFiles.plain(dir, "ts\tlabel\tf\n5\t1\ta\n5\t0\ta\n");
    assertThat(TsvSpan.ofOrdered(equal)).isEqualTo(TsvSpan.of(equal));
    Path back = TsvFiles.plain(dir, "ts\tlabel\tf\n5\t1\ta\n4\t0\ta\n");
    assertThatThrownBy(() -> TsvSpan.ofOrdered(back))
        .isInstanceOf(TsvException.class)
        .hasMessageContaining(back + ":3")
        .hasMessageContaining("1000 ms");
  }
}
