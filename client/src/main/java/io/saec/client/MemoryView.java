package io.saec.client;

import io.saec.client.snapshot.Position;
import io.saec.client.snapshot.SealedField;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A view that is all in memory. Look-ups take no lock; only waiting does. (thread safe) */
final class MemoryView implements MappingView {
  private final Map<String, FieldView> fields = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean caughtUp;
  private volatile boolean ended;

  @Override
  public int clusterOf(String field, String feature) {
    FieldView view = fields.get(field);
    return view == null ? NONE : view.clusterOf(feature);
  }

  @Override
  public boolean embedding(String field, String feature, float[] out) {
    FieldView view = fields.get(field);
    if (view == null) {
      throw new IllegalStateException("field '" + field + "' has no version yet");
    }
    return view.embedding(feature, out);
  }

  @Override
  public long version(String field) {
    FieldView view = fields.get(field);
    return view == null ? 0 : view.version();
  }

  @Override
  public boolean ready(String field) {
    return caughtUp && version(field) > 0;
  }

  @Override
  public boolean awaitReady(String field, Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (!ready(field) && !ended && left > 0) {
        left = changed.awaitNanos(left);
      }
      return ready(field);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Set<String> fields() {
    return Set.copyOf(fields.keySet());
  }

  @Override
  public FieldStatus status(String field) {
    FieldView view = fields.get(field);
    return view == null ? FieldStatus.NOTHING : view.status();
  }

  /** See {@link MappingFollower#sealed}. */
  Optional<SealedField> sealed(String field, List<Position> positions) {
    FieldView view = fields.get(field);
    return Optional.ofNullable(view == null ? null : view.sealedField(positions));
  }

  @Nullable FieldView field(String field) {
    return fields.get(field);
  }

  void add(String field, FieldView view) {
    fields.put(field, view);
  }

  void setCaughtUp() {
    caughtUp = true;
    wake();
  }

  /** Nothing will change any more: whoever waits need not. */
  void setEnded() {
    ended = true;
    wake();
  }

  /** Lets those who wait look again. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
