package io.saec.cli.snapshot;

import io.saec.client.MappingFollower;
import io.saec.client.snapshot.SealedField;
import io.saec.client.snapshot.SnapshotDirectory;
import io.saec.job.UserError;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Writes a snapshot of each version that a field comes to, and keeps the newest. A version that is
 * gone before it could be written is passed over; one that cannot be written is tried again.
 */
public final class SnapshotSeries {
  private static final long PATIENCE_MILLIS = 200;
  private static final long RETRY_SECONDS = 30;

  private final SnapshotFiles files;
  private final Set<String> fields;
  private final int keep;
  private final Consumer<String> failures;
  private final DelayQueue<Due> queue = new DelayQueue<>();
  private final Map<String, Long> written = new HashMap<>();

  /**
   * @param fields that are written; empty for all
   * @param keep snapshots of a field
   * @param failures told of what could not be written
   */
  public SnapshotSeries(
      SnapshotFiles files, Set<String> fields, int keep, Consumer<String> failures) {
    this.files = files;
    this.fields = fields;
    this.keep = keep;
    this.failures = failures;
  }

  /** A field whose version in force is to be written. */
  private record Due(String field, long atNanos) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(atNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }

  /**
   * Goes on until the thread is interrupted.
   *
   * @throws UserError if the topics can no longer be followed
   */
  public void follow(MappingFollower follower) throws InterruptedException {
    follower.view().listen(flip -> due(flip.field(), 0));
    // Those that had a version before there was someone to be told.
    follower.view().fields().forEach(field -> due(field, 0));
    while (true) {
      Due next = queue.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      if (next != null) {
        write(follower, next.field());
      } else if (follower.failure().isPresent()) {
        throw new UserError("no longer following: " + follower.failure().get());
      }
    }
  }

  private void due(String field, long seconds) {
    if (fields.isEmpty() || fields.contains(field)) {
      queue.add(new Due(field, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds)));
    }
  }

  private void write(MappingFollower follower, String field) {
    Optional<SealedField> sealed = follower.sealed(field);
    if (sealed.isEmpty()) {
      return;
    }
    long version = sealed.get().manifest().version();
    if (version == written.getOrDefault(field, 0L)) {
      return;
    }
    try {
      files.write(sealed.get());
      written.put(field, version);
      new SnapshotDirectory(files.directory()).keepNewest(field, keep);
    } catch (IOException e) {
      failures.accept("field '" + field + "': " + e + "; trying again in " + RETRY_SECONDS + " s");
      due(field, RETRY_SECONDS);
    } catch (IllegalStateException e) {
      // The field went on meanwhile, and is due again for that.
    }
  }
}
