package io.saec.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.model.Encoding;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServingBenchTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void everyFeatureIsFoundAndBytesAreCounted(Encoding encoding) throws IOException {
    ServingOptions options = new ServingOptions(1, 20_000, 4, 8, 0.01, encoding, 8, 5_000);
    ServingReport report =
        new ServingBench(options, directory, null, line -> {}).run(Machine.here("test"));
    assertThat(report.wrong()).isZero();
    assertThat(report.clusters()).isEqualTo(200);
    assertThat(report.missFalsePositive()).isBetween(0.0, 0.01);
    assertThat(report.totalBytesPacked()).isLessThan(report.totalBytes() - 20_000);
    assertThat(report.ratioPacked()).isGreaterThan(report.ratioWithFingerprint());
    assertThat(report.cachedBytes()).isBetween(0L, report.totalBytes());
    assertThat(report.bytesPerFeature()).isEqualTo(report.totalBytes() / 20_000.0);
  }
}
