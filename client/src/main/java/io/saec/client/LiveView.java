package io.saec.client;

import io.saec.client.snapshot.SealedField;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is shown of a store. Look-ups take no lock; only waiting does. (thread safe) */
final class LiveView implements MappingView {
  private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);

  private final Map<String, FieldView> fields = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<FlipListener> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean caughtUp;
  private volatile boolean ended;

  @Override
  public int clusterOf(String field, String feature) {
    FieldView view = fields.get(field);
    return view == null ? NONE : view.clusterOf(feature);
  }

  @Override
  public boolean embedding(String field, String feature, float[] out) {
    return shown(field).embedding(feature, out);
  }

  @Override
  public Answers lookUp(String field, List<String> features) {
    return shown(field).lookUp(features);
  }

  private FieldView shown(String field) {
    FieldView view = fields.get(field);
    if (view == null) {
      throw new IllegalStateException("field '" + field + "' has no version yet");
    }
    return view;
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
  public void listen(FlipListener listener) {
    listeners.add(listener);
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
  Optional<SealedField> sealed(String field, List<Read> read) {
    FieldView view = fields.get(field);
    return Optional.ofNullable(view == null ? null : view.sealedField(read));
  }

  @Nullable FieldView field(String field) {
    return fields.get(field);
  }

  void show(String field, FieldView view) {
    fields.put(field, view);
  }

  /** Shows a field that has a version in place of the one there is, which goes no further. */
  void replace(String field, FieldView next) {
    FieldView before = fields.put(field, next);
    flipped(next, next.flipFrom(before));
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

  /**
   * A field shows a version: wakes those who wait and tells those who listen. Not if it does not
   * show, nor if that is the version it had, as where reading on found nothing newer.
   */
  void flipped(FieldView of, Flip flip) {
    if (fields.get(flip.field()) != of || flip.from() == flip.to()) {
      return;
    }
    wake();
    for (FlipListener listener : listeners) {
      try {
        listener.flipped(flip);
      } catch (RuntimeException e) {
        LOG.error("a listener failed at {}", flip, e);
      }
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
