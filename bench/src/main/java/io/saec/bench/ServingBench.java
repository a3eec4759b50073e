package io.saec.bench;

import io.saec.client.snapshot.Snapshot;
import io.saec.client.snapshot.SnapshotException;
import io.saec.client.snapshot.SnapshotOptions;
import io.saec.client.snapshot.SnapshotWriter;
import io.saec.client.store.MemoryStore;
import io.saec.client.store.ViewStore;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes made-up fields as snapshots and looks features up in them, on one thread. */
public final class ServingBench {
  private static final int KEY_BYTES = 8;

  /** Features that are followed at the most. */
  private static final long MOST_FOLLOWED = 1_000_000;

  /** Names that are made before they are looked up: few, as a request's names are at hand too. */
  private static final int BATCH = 256;

  private static final String ACCOUNTING =
      "files as they are: packed ids + %s centroids + header, no keys; ratioWithKeys: %d bytes a"
          + " feature more on both sides";

  private final ServingOptions options;
  private final Path directory;
  private final @Nullable ViewStore durable;
  private final Consumer<String> progress;

  /**
   * @param directory for the files, which stay there
   * @param durable an empty store to follow into as well, null for none
   */
  public ServingBench(
      ServingOptions options,
      Path directory,
      @Nullable ViewStore durable,
      Consumer<String> progress) {
    this.options = options;
    this.directory = directory;
    this.durable = durable;
    this.progress = progress;
  }

  /** Writes, opens, looks up. */
  public ServingReport run(Machine machine) throws IOException {
    long packed = write(0, directory.resolve("packed"));
    long start = System.nanoTime();
    Path served = directory.resolve("served");
    long bytes = write(options.fingerprintBits(), served);
    double build = secondsSince(start);

    List<Path> files =
        IntStream.range(0, options.fields()).mapToObj(field -> file(served, field)).toList();
    // Before any of them is mapped: the system does not forget what somebody has mapped.
    FileCache.drop(files);
    long cached = FileCache.cachedBytes(files);
    start = System.nanoTime();
    load(files);
    double load = secondsSince(start);
    start = System.nanoTime();
    Snapshot[] snapshots = load(files);
    double loadWarm = secondsSince(start);
    start = System.nanoTime();
    for (Path file : files) {
      Snapshot.openVerified(file);
    }
    double verify = secondsSince(start);

    SplittableRandom random = new SplittableRandom(options.seed());
    LongSupplier uniform = () -> random.nextLong(options.features());
    // A rank whose logarithm is uniform is one of Zipf's law with exponent 1, but for rounding.
    LongSupplier zipf =
        () ->
            (long) Math.pow((double) options.features(), random.nextDouble()) % options.features();
    Lookups lookups = new Lookups(snapshots);
    progress.accept("warming up");
    lookups.time(uniform);
    lookups.time(zipf);
    progress.accept("looking up");
    LookupNanos zipfNanos = lookups.time(zipf);
    LookupNanos uniformNanos = lookups.time(uniform);
    Lookups inHeap = new Lookups(inHeap(files));
    inHeap.time(uniform);
    LookupNanos inHeapNanos = inHeap.time(uniform);
    MemoryReads reads = MemoryReads.of(files);
    reads.time(options.probes(), random);
    LookupNanos memoryNanos = reads.time(options.probes(), random);

    long full = options.features() * options.dim() * Float.BYTES;
    long keys = options.features() * KEY_BYTES;
    return new ServingReport(
        machine,
        options,
        Arrays.stream(snapshots).mapToLong(snapshot -> snapshot.header().k()).sum(),
        bytes,
        packed,
        (double) bytes / options.features(),
        (double) full / packed,
        (double) full / bytes,
        (double) (full + keys) / (packed + keys),
        ACCOUNTING.formatted(options.encoding().word(), KEY_BYTES),
        build,
        load,
        cached,
        loadWarm,
        verify,
        zipfNanos,
        uniformNanos,
        inHeapNanos,
        memoryNanos,
        falsePositives(snapshots),
        lookups.wrong + inHeap.wrong,
        follow(new MemoryStore()),
        durable == null ? null : follow(durable));
  }

  private long write(int fingerprintBits, Path into) throws IOException {
    Files.createDirectories(into);
    long bytes = 0;
    for (int field = 0; field < options.fields(); field++) {
      Path file =
          new SnapshotWriter()
              .write(new ServedField(options, field), SnapshotOptions.of(fingerprintBits), into);
      bytes += Files.size(file);
    }
    progress.accept("wrote %,d bytes with %d fingerprint bits".formatted(bytes, fingerprintBits));
    return bytes;
  }

  /** Ready to serve: all are open, and a feature of each has been looked up. */
  private Snapshot[] load(List<Path> files) throws SnapshotException {
    Snapshot[] snapshots = new Snapshot[files.size()];
    float[] out = new float[options.dim()];
    for (int field = 0; field < snapshots.length; field++) {
      snapshots[field] = Snapshot.open(files.get(field));
      snapshots[field].embedding(ServedField.name(field), out);
    }
    return snapshots;
  }

  private static Snapshot[] inHeap(List<Path> files) throws SnapshotException {
    Snapshot[] snapshots = new Snapshot[files.size()];
    for (int field = 0; field < snapshots.length; field++) {
      snapshots[field] = Snapshot.load(files.get(field));
    }
    return snapshots;
  }

  private static Path file(Path directory, int field) {
    return directory.resolve(SnapshotWriter.fileName(ServedField.fieldName(field), 1));
  }

  private FollowRates follow(ViewStore store) {
    progress.accept("following into a " + (store.durable() ? "durable store" : "store in memory"));
    return FollowTrial.run(store, (int) Math.min(options.features(), MOST_FOLLOWED));
  }

  private double falsePositives(Snapshot[] snapshots) {
    long found = 0;
    for (int i = 0; i < options.probes(); i++) {
      // Numbers beyond those that were written.
      String unknown = ServedField.name(options.features() + i);
      found += snapshots[i % snapshots.length].clusterOf(unknown) == Snapshot.NONE ? 0 : 1;
    }
    return (double) found / options.probes();
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Times look-ups one by one. */
  private final class Lookups {
    private final Snapshot[] snapshots;
    private final float[] out = new float[options.dim()];
    private long wrong;

    Lookups(Snapshot[] snapshots) {
      this.snapshots = snapshots;
    }

    LookupNanos time(LongSupplier features) {
      long[] nanos = new long[options.probes()];
      long[] clock = new long[options.probes()];
      String[] names = new String[BATCH];
      Snapshot[] where = new Snapshot[BATCH];
      for (int begin = 0; begin < nanos.length; begin += BATCH) {
        int batch = Math.min(BATCH, nanos.length - begin);
        for (int i = 0; i < batch; i++) {
          long feature = features.getAsLong();
          names[i] = ServedField.name(feature);
          where[i] = snapshots[(int) (feature % snapshots.length)];
        }
        for (int i = 0; i < batch; i++) {
          time(where[i], names[i], begin + i, nanos, clock);
        }
      }
      Arrays.sort(clock);
      return LookupNanos.of(nanos, clock[clock.length / 2]);
    }

    private void time(Snapshot snapshot, String name, int at, long[] nanos, long[] clock) {
      long before = System.nanoTime();
      boolean known = snapshot.embedding(name, out);
      // The clock is no memory access: without these the compiler may read it before the end.
      VarHandle.acquireFence();
      VarHandle.releaseFence();
      long after = System.nanoTime();
      nanos[at] = after - before;
      clock[at] = System.nanoTime() - after;
      wrong += known ? 0 : 1;
    }
  }
}
