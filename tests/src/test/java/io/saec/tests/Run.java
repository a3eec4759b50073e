package io.saec.tests;

import io.saec.operators.WireRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a test and the tasks of its jobs share, since both live in one process: what was committed,
 * a gate that the sources stop at, and a failure that is to happen. It outlives restarts and
 * savepoints. (thread safe)
 */
final class Run {
  /** Where records come out. */
  enum End {
    MAPPING,
    CODEBOOKS,
    DEAD_LETTERS
  }

  /** Where a failure can be put. */
  enum Place {
    SOURCE,
    MAPPING,
    CODEBOOKS
  }

  private record Failure(Place place, AtomicInteger countdown) {}

  private static final Map<String, Run> RUNS = new ConcurrentHashMap<>();
  private static final AtomicInteger IDS = new AtomicInteger();

  private final String id = "run-" + IDS.incrementAndGet();
  private final double gateAt;
  private final boolean idleAtGate;
  private final CompletableFuture<Void> gate = new CompletableFuture<>();
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final Set<String> commits = new HashSet<>();
  private final Map<End, List<WireRecord>> committed = new EnumMap<>(End.class);

  private Run(double gateAt, boolean idleAtGate) {
    this.gateAt = gateAt;
    this.idleAtGate = idleAtGate;
    for (End end : End.values()) {
      committed.put(end, new ArrayList<>());
    }
    RUNS.put(id, this);
  }

  /** A run that nothing stops. */
  static Run free() {
    Run run = new Run(1, false);
    run.openGate();
    return run;
  }

  /** A run whose splits each stop after that share of their records, until the gate is opened. */
  static Run gated(double gateAt) {
    return new Run(gateAt, false);
  }

  /** A gated run whose splits say at the gate that they are idle. */
  static Run idleAtGate(double gateAt) {
    return new Run(gateAt, true);
  }

  static Run find(String id) {
    Run run = RUNS.get(id);
    if (run == null) {
      throw new IllegalStateException("no run " + id);
    }
    return run;
  }

  String id() {
    return id;
  }

  // ---- the gate ----

  void openGate() {
    gate.complete(null);
  }

  boolean isGateOpen() {
    return gate.isDone();
  }

  CompletableFuture<Void> gate() {
    return gate;
  }

  boolean isIdleAtGate() {
    return idleAtGate;
  }

  /** Number of a split's records that come before the gate. */
  int beforeGate(int records) {
    return (int) (records * gateAt);
  }

  void waits(String split) {
    waiting.add(split);
  }

  /** Splits that have come to the gate. */
  int waiting() {
    return waiting.size();
  }

  // ---- the failure ----

  /** From now on, the {@code after}-th record that comes by fails its task. */
  void failAt(Place place, int after) {
    failure.set(new Failure(place, new AtomicInteger(after)));
  }

  void pass(Place place) {
    Failure next = failure.get();
    if (next != null && next.place() == place && next.countdown().decrementAndGet() == 0) {
      failure.set(null);
      failures.incrementAndGet();
      throw new InjectedFailure();
    }
  }

  int failures() {
    return failures.get();
  }

  /** Thrown on purpose. */
  static final class InjectedFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InjectedFailure() {
      super("injected");
    }
  }

  // ---- what came out ----

  /** Takes in what a checkpoint committed; a commit that is repeated after a restart is one. */
  synchronized void commit(End end, String commit, List<WireRecord> records) {
    if (commits.add(end + commit)) {
      records(end).addAll(records);
    }
  }

  /** What was committed so far, records of one routing in their order. */
  synchronized List<WireRecord> committed(End end) {
    return List.copyOf(records(end));
  }

  private List<WireRecord> records(End end) {
    List<WireRecord> records = committed.get(end);
    if (records == null) {
      throw new AssertionError(end);
    }
    return records;
  }
}
