package io.saec.cli.evaluate;

import io.saec.client.FieldStatus;
import io.saec.client.Flip;
import io.saec.evaluate.CompressedField;
import io.saec.evaluate.FieldEmbeddings;
import io.saec.evaluate.OnlineCompressor;
import io.saec.evaluate.OnlineReport.Version;
import io.saec.model.FeatureEvent;
import io.saec.model.Manifest;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One job over one stream, span by span, and the codebooks that it came to. */
final class OnlineRun implements OnlineCompressor.Run {
  private final JobRun job;

  /** Written to by the follower's thread. */
  private final Queue<Version> versions = new ConcurrentLinkedQueue<>();

  /**
   * @param job that nothing was fed to yet
   */
  OnlineRun(JobRun job) {
    this.job = job;
    job.view().listen(this::note);
  }

  @Override
  public List<CompressedField> advance(
      List<FeatureEvent> events, long boundary, List<FieldEmbeddings> known)
      throws IOException, InterruptedException {
    job.pass(events, boundary);
    return known.stream().map(this::readBack).toList();
  }

  private CompressedField readBack(FieldEmbeddings field) {
    return job.readBack(field).orElseGet(() -> CompressedField.nothing(field.dim(), field.size()));
  }

  private void note(Flip flip) {
    FieldStatus status = job.view().status(flip.field());
    Manifest manifest = status.manifest();
    if (manifest != null) {
      double churn = Double.isNaN(status.churn()) ? 0 : status.churn();
      versions.add(
          new Version(manifest.boundary(), flip.field(), flip.to(), manifest.distortion(), churn));
    }
  }

  @Override
  public List<Version> versions() {
    return versions.stream()
        .sorted(
            Comparator.comparingLong(Version::ts)
                .thenComparing(Version::field)
                .thenComparingLong(Version::version))
        .toList();
  }

  @Override
  public void close() throws IOException {
    job.close();
  }
}
