package io.saec.client;

import io.saec.client.snapshot.Snapshot;
import io.saec.client.store.FieldStore;
import io.saec.client.store.FieldStore.Note;
import io.saec.client.store.Mapping;
import io.saec.client.store.StoreException;
import io.saec.model.Centroid;
import io.saec.model.Hashes;
import io.saec.model.Manifest;
import io.saec.model.MappingUpdate;
import io.saec.model.Seal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes in one field's records and shows its readers whole versions: a version is published when
 * its codebook is complete and all its shards have sealed it or a later one.
 *
 * <p>Until {@link #goLive} nothing is published, and what does not match is no problem: the topics
 * are compacted, so what earlier seals and manifests speak of may be gone. Methods that take a
 * value throw {@link IllegalArgumentException} and change nothing if the value makes no sense. (not
 * thread safe: one writer)
 */
final class FieldUpdater {
  private static final SealTally NONE = new SealTally();

  /** Of what {@link #keep} writes. */
  private static final byte NOTES_FORMAT = 1;

  private final String field;
  private final FieldView view;
  private final FlipListener flips;
  private CodebookStage codebooks = new CodebookStage();
  private final TreeMap<Long, SealTally> tallies = new TreeMap<>();

  /** Null until a seal or a manifest has told the number of shards. */
  private @Nullable ShardLedger ledger;

  /** The version in force or, before {@link #goLive}, the one that would be. */
  private @Nullable Sealed current;

  private boolean live;

  /** What has changed since it was noted. */
  private final Set<Note> changed = EnumSet.noneOf(Note.class);

  /** By shard, why its last seal was not right, if nothing has come of the shard since. */
  private final TreeMap<Integer, String> doubts = new TreeMap<>();

  /** How far the field had come when something was found that may have cost it records; or 0. */
  private long damagedAt;

  /**
   * @param live whether the topics have already been read as far as they reached at the start
   * @param flips told of every version that is published, once it is
   */
  FieldUpdater(String field, FieldView view, boolean live, FlipListener flips) {
    this.field = field;
    this.view = view;
    this.live = live;
    this.flips = flips;
  }

  FieldView view() {
    return view;
  }

  /**
   * Whether records may be missing in what was read, so that reading on need not lead to the next
   * version. A later version that is exact in all its shards mends that.
   */
  boolean damaged() {
    return damagedAt > 0;
  }

  /** Reports a record of the field that could not be read: what it had to say is missing. */
  void unreadable(String problem) {
    view.problems().report(problem);
    if (live) {
      damage();
    }
  }

  private void damage() {
    long mappings = ledger == null ? 0 : ledger.furthest();
    damagedAt = Math.max(1, Math.max(mappings, codebooks.manifestVersion()));
  }

  /** Something does not match: a problem once live, and nothing while records may be compacted. */
  private void flaw(String flaw, Place place) {
    if (live) {
      view.problems().report(said(flaw, place));
      damage();
    }
  }

  private void repetition(String what, long reached, Place place) {
    view.countRepetition();
    if (live) {
      view.problems()
          .report(said(what + " after version " + reached + ": repeated or out of turn", place));
    }
  }

  private String said(String what, Place place) {
    return "field '" + field + "': " + what + " (" + place + ")";
  }

  /** Maps a feature, at once if the version is in force, else with its version. */
  void update(String feature, MappingUpdate update, Place place) {
    check(update.cluster() >= 0, "cluster is negative: " + update.cluster());
    checkVersion(update.version());
    Mapping last = view.last(feature);
    long hash = Hashes.ofFeature(feature);
    long reached = reached(hash, last);
    if (update.version() < reached) {
      repetition(
          "mapping of feature '%s' at version %d".formatted(feature, update.version()),
          reached,
          place);
      return;
    }
    if (update.version() > reached) {
      view.turns().note(place, update.version());
      if (ledger != null) {
        checkTurn(ledger, ledger.shardOf(hash), update.version(), place);
      }
    }
    Mapping next = Mapping.onTop(last, update.version(), update.cluster(), needed());
    view.put(feature, next);
    replace(hash, last, next);
  }

  /** A shard goes on to a version: its seals up to there must have come. */
  private void checkTurn(ShardLedger shards, int shard, long version, Place place) {
    if (shards.skips(shard, version)) {
      flaw(
          "shard %d goes on to version %d, but its last seal was of version %d"
              .formatted(shard, version, shards.ended(shard)),
          place);
    }
  }

  private void replace(long feature, @Nullable Mapping last, @Nullable Mapping next) {
    if (ledger != null) {
      ledger.replace(feature, last, next);
      if (!doubts.isEmpty()) {
        // What this record took the place of may have been compacted away before the seal.
        doubts.remove(ledger.shardOf(feature));
      }
    }
  }

  private long reached(long feature, @Nullable Mapping last) {
    if (ledger != null) {
      return ledger.reached(ledger.shardOf(feature));
    }
    return last == null ? 0 : last.version();
  }

  /** Removes a feature from the version in force and from all that are staged. */
  void remove(String feature) {
    Mapping last = view.last(feature);
    view.remove(feature);
    replace(Hashes.ofFeature(feature), last, null);
  }

  /** Ends a shard's part of a version, if what was read of the shard is what the seal says. */
  void seal(int shard, Seal seal, Place place) {
    checkVersion(seal.version());
    ShardLedger shards = ledger(seal.shards());
    check(shard < shards.shards(), "field has " + shards.shards() + " shards");
    if (seal.version() < shards.reached(shard) || seal.version() <= shards.sealed(shard)) {
      repetition(
          "seal of shard %d at version %d".formatted(shard, seal.version()),
          shards.reached(shard),
          place);
      return;
    }
    checkTurn(shards, shard, seal.version(), place);
    view.turns().note(place, seal.version());
    shards.end(shard, seal.version());
    boolean matches = shards.matches(shard, seal);
    SealTally tally = tallies.computeIfAbsent(seal.version(), v -> new SealTally());
    doubts.remove(shard);
    if (!matches) {
      String flaw =
          "seal of shard %d at version %d says %d features, checksum %s, but there are %s"
              .formatted(
                  shard,
                  seal.version(),
                  seal.features(),
                  Hashes.hex(seal.checksum()),
                  shards.describe(shard));
      if (live) {
        tally.flaw(shard);
        flaw(flaw, place);
        return;
      }
      if (shards.contradicts(shard, seal)) {
        doubts.put(shard, said(flaw, place));
      }
    }
    shards.seal(shard, seal.version());
    // Without sums, what compaction took before the reading began would go unnoticed.
    tally.add(shard, seal, matches && (live || shards.summed()));
    flip(shards);
  }

  /** Sets a centroid of the codebook that the next manifest ends. */
  void centroid(int cluster, Centroid centroid, Place place) {
    check(centroid.centroid().length > 0, "centroid is empty");
    if (centroid.version() < codebooks.manifestVersion()) {
      repetition(
          "centroid of cluster %d at version %d".formatted(cluster, centroid.version()),
          codebooks.manifestVersion(),
          place);
      return;
    }
    nextCodebook(place);
    codebooks.put(cluster, centroid.centroid(), centroid.version());
  }

  /** Takes a centroid out of the codebook that the next manifest ends. */
  void retire(int cluster, Place place) {
    nextCodebook(place);
    codebooks.retire(cluster);
  }

  private void nextCodebook(Place place) {
    view.turns().note(place, codebooks.manifestVersion() + 1);
    changed.add(Note.CODEBOOKS);
  }

  /** Ends a version of the codebook, if the centroids are what the manifest says. */
  void manifest(Manifest manifest, Place place) {
    checkVersion(manifest.version());
    ShardLedger shards = ledger(manifest.shards());
    for (int shard : manifest.sealedBy()) {
      check(shard >= 0 && shard < shards.shards(), "sealedBy names shard " + shard);
    }
    long before = codebooks.manifestVersion();
    if (manifest.version() <= before) {
      repetition("manifest of version " + manifest.version(), before, place);
      return;
    }
    nextCodebook(place);
    Optional<String> mismatch = codebooks.stage(manifest);
    if (before > 0 && manifest.version() > before + 1) {
      flaw("manifest of version %d follows %d".formatted(manifest.version(), before), place);
    }
    if (mismatch.isEmpty()) {
      flip(shards);
    } else {
      flaw("manifest of version %d %s".formatted(manifest.version(), mismatch.get()), place);
    }
  }

  /**
   * The topics have been read as far as they reached at the start: shows the best version, unless a
   * shard is surely not what its last seal says.
   */
  void goLive() {
    live = true;
    if (!doubts.isEmpty()) {
      doubts.values().forEach(view.problems()::report);
      damage();
      return;
    }
    if (current != null && ledger != null) {
      publish(current, ledger);
    }
  }

  private void flip(ShardLedger shards) {
    Codebook next =
        codebooks.takeSealed(
            (shard, version) -> shards.sealed(shard) >= version && !tally(version).flawed(shard));
    if (next == null) {
      return;
    }
    Sealed sealed = Sealed.of(next, tally(next.version()));
    current = sealed;
    changed.add(Note.CODEBOOKS);
    if (live) {
      publish(sealed, shards);
    }
    tallies.headMap(next.version()).clear();
  }

  private void publish(Sealed next, ShardLedger shards) {
    SealTally tally = tally(next.version());
    boolean exact = tally.exact(next.codebook().manifest().sealedBy());
    if (exact && next.version() > damagedAt) {
      damagedAt = 0;
    }
    if (!exact) {
      // A shard is past this version, but what it said of it was not seen whole. A mapping below a
      // staged one then need not be the last of this version, and is better unknown than wrong.
      view.forgetOutdated(next.version(), shards, tally);
    }
    flips.flipped(view.publish(next));
  }

  private SealTally tally(long version) {
    return tallies.getOrDefault(version, NONE);
  }

  private ShardLedger ledger(int shards) {
    ShardLedger known = ledger;
    if (known == null) {
      known = view.openLedger(shards);
      ledger = known;
    }
    check(
        known.shards() == shards,
        "says the field has " + shards + " shards, but it has " + known.shards());
    return known;
  }

  /** The lowest version that a look-up can still be about. */
  private long needed() {
    long shown = view.version();
    return shown > 0 || current == null ? shown : current.version();
  }

  // ---- over a restart ----

  /** Begins with the version of the snapshot that the field's store lies over, and shows it. */
  void begin(Snapshot base) {
    Codebook codebook = Codebook.of(base);
    codebooks = CodebookStage.after(codebook);
    show(Sealed.of(codebook, NONE));
  }

  /** What the field says may not be all that the topics have said of it. */
  void doubt() {
    damagedAt = Math.max(1, damagedAt);
  }

  /** Notes in the field's store what {@link #resume} wants back. */
  void keep() {
    FieldStore store = view.store();
    store.note(Note.PROGRESS, bytes(this::writeProgress));
    if (changed.remove(Note.CODEBOOKS)) {
      store.note(Note.CODEBOOKS, bytes(this::writeCodebooks));
    }
  }

  /**
   * Goes on where {@link #keep} was called last, in whatever process, and shows the version that
   * was in force then.
   *
   * @throws StoreException if what was noted cannot be read
   */
  void resume() {
    FieldStore store = view.store();
    try {
      Optional<byte[]> progress = store.note(Note.PROGRESS);
      if (progress.isPresent()) {
        readProgress(new DataInputStream(new ByteArrayInputStream(progress.get())));
      }
      Optional<byte[]> kept = store.note(Note.CODEBOOKS);
      if (kept.isPresent()) {
        readCodebooks(new DataInputStream(new ByteArrayInputStream(kept.get())));
      }
    } catch (IOException e) {
      throw new StoreException("the notes of field '" + field + "' end too early", e);
    }
  }

  /** Writes what {@code resume} reads. */
  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("not in memory", e);
    }
    return bytes.toByteArray();
  }

  private void writeProgress(DataOutputStream out) throws IOException {
    out.writeByte(NOTES_FORMAT);
    out.writeLong(damagedAt);
    out.writeBoolean(ledger != null);
    if (ledger != null) {
      ledger.write(out);
    }
    out.writeInt(tallies.size());
    for (Map.Entry<Long, SealTally> tally : tallies.entrySet()) {
      out.writeLong(tally.getKey());
      tally.getValue().write(out);
    }
    view.turns().write(out);
  }

  private void readProgress(DataInputStream in) throws IOException {
    checkFormat(in.readByte());
    damagedAt = in.readLong();
    ledger = in.readBoolean() ? ShardLedger.read(in) : null;
    for (int left = in.readInt(); left > 0; left--) {
      long version = in.readLong();
      tallies.put(version, SealTally.read(in));
    }
    view.resume(Turns.read(in));
  }

  private void writeCodebooks(DataOutputStream out) throws IOException {
    out.writeByte(NOTES_FORMAT);
    codebooks.write(out);
    out.writeBoolean(current != null);
    if (current != null) {
      current.codebook().write(out);
    }
  }

  private void readCodebooks(DataInputStream in) throws IOException {
    checkFormat(in.readByte());
    codebooks = CodebookStage.read(in);
    if (in.readBoolean()) {
      Codebook codebook = Codebook.read(in);
      show(Sealed.of(codebook, tally(codebook.version())));
    }
  }

  private void checkFormat(byte format) {
    if (format != NOTES_FORMAT) {
      throw new StoreException(
          "the notes of field '%s' have format %d, this reads %d: begin with an empty store"
              .formatted(field, format, NOTES_FORMAT));
    }
  }

  /** Shows what was in force before. */
  private void show(Sealed before) {
    current = before;
    view.publish(before);
  }

  private static void checkVersion(long version) {
    check(version > 0, "version is not positive: " + version);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
