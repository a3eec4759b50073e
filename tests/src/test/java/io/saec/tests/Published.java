package io.saec.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.client.MappingView;
import io.saec.client.Topic;
import io.saec.client.ViewUpdater;
import io.saec.clustering.Codebook;
import io.saec.model.Centroid;
import io.saec.model.FeatureEvent;
import io.saec.model.FieldShard;
import io.saec.model.Hashes;
import io.saec.model.Manifest;
import io.saec.model.MappingUpdate;
import io.saec.model.Reason;
import io.saec.model.Seal;
import io.saec.model.WireJson;
import io.saec.model.WireKey;
import io.saec.operators.Rules;
import io.saec.operators.WireRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds what a run published against what the oracle tells. */
final class Published {
  private final Scenario scenario;
  private final Rules rules;
  private final Map<String, Oracle.FieldStory> expected;
  private final List<WireRecord> mapping;
  private final List<WireRecord> codebooks;

  Published(Scenario scenario, Map<String, Oracle.FieldStory> expected, Run run) {
    this(scenario, expected, run.committed(Run.End.MAPPING), run.committed(Run.End.CODEBOOKS));
  }

  Published(
      Scenario scenario,
      Map<String, Oracle.FieldStory> expected,
      List<WireRecord> mapping,
      List<WireRecord> codebooks) {
    this.scenario = scenario;
    this.rules = scenario.rules();
    this.expected = expected;
    this.mapping = mapping;
    this.codebooks = codebooks;
  }

  /** All of it. */
  void assertAsExpected() {
    assertCodebooks();
    assertMapping();
    assertViews();
  }

  // ---- codebooks ----

  /** Every version has the centroids and the manifest it should have, bit for bit. */
  void assertCodebooks() {
    Map<String, Map<Integer, float[]>> centroids = new HashMap<>();
    Map<String, Integer> versions = new HashMap<>();
    Map<String, Set<Integer>> changed = new HashMap<>();
    Map<String, Set<Integer>> retired = new HashMap<>();
    for (WireRecord record : codebooks) {
      WireKey key = key(record);
      String field = key.field();
      assertThat(record.routing()).isEqualTo(FieldShard.fieldId(field));
      byte[] value = record.value();
      if (key.kind() == WireKey.Kind.FIELD) {
        int next = versions.merge(field, 1, Integer::sum);
        assertThat(story(field).versions())
            .as("versions of field %s", field)
            .hasSizeGreaterThanOrEqualTo(next);
        Oracle.Version version = story(field).versions().get(next - 1);
        assertVersion(
            field,
            version,
            WireJson.readManifest(notNull(value)),
            centroids.getOrDefault(field, Map.of()));
        assertThat(changed.getOrDefault(field, Set.of()))
            .as("centroid records of field %s version %d", field, next)
            .isEqualTo(changed(version.codebook()));
        assertThat(retired.getOrDefault(field, Set.of()))
            .as("centroid tombstones of field %s version %d", field, next)
            .isEqualTo(ints(version.codebook().retired()));
        changed.remove(field);
        retired.remove(field);
      } else if (value == null) {
        centroids.getOrDefault(field, Map.of()).remove(key.number());
        retired.computeIfAbsent(field, f -> new HashSet<>()).add(key.number());
      } else {
        Centroid centroid = WireJson.readCentroid(value);
        Oracle.Version version = story(field).versions().get(versions.getOrDefault(field, 0));
        int row = version.codebook().rowOf(key.number());
        assertThat(centroid.version()).isEqualTo(version.number());
        assertThat(centroid.weight()).isEqualTo(version.codebook().weights()[row]);
        assertThat(centroid.features()).isEqualTo(version.codebook().features()[row]);
        centroids
            .computeIfAbsent(field, f -> new TreeMap<>())
            .put(key.number(), centroid.centroid());
        changed.computeIfAbsent(field, f -> new HashSet<>()).add(key.number());
      }
    }
    expected.forEach(
        (field, story) ->
            assertThat(versions.getOrDefault(field, 0))
                .as("versions of field %s", field)
                .isEqualTo(story.versions().size()));
  }

  private void assertVersion(
      String field, Oracle.Version version, Manifest manifest, Map<Integer, float[]> centroids) {
    Codebook codebook = version.codebook();
    String what = "field " + field + " version " + version.number();
    assertThat(manifest.version()).as(what).isEqualTo(version.number());
    assertThat(manifest.boundary()).as(what).isEqualTo(version.boundary() * rules.window().slide());
    assertThat(centroids.keySet()).as(what).isEqualTo(ints(codebook.ids()));
    long checksum = 0;
    for (int row = 0; row < codebook.k(); row++) {
      float[] bits =
          Arrays.copyOfRange(
              codebook.centroids(), row * codebook.dim(), (row + 1) * codebook.dim());
      assertThat(centroids.get(codebook.ids()[row])).as(what).isEqualTo(bits);
      checksum += Hashes.ofCentroid(codebook.ids()[row], bits, 0, codebook.dim());
    }
    List<Float> scale = new ArrayList<>();
    for (float step : codebook.scale()) {
      scale.add(step);
    }
    assertThat(manifest)
        .as(what)
        .isEqualTo(
            new Manifest(
                version.number(),
                codebook.boundary(),
                codebook.k(),
                codebook.dim(),
                rules.clustering().encoding().word(),
                scale,
                1,
                codebook.fallback(),
                version.because(),
                codebook.distortion(),
                codebook.unit(),
                codebook.headFeatures(),
                codebook.headCoverage(),
                kin(codebook.born(), codebook.bornFrom()),
                kin(codebook.retired(), codebook.retiredTo()),
                rules.shards(),
                List.copyOf(version.seals().keySet()),
                changed(codebook).size(),
                new Manifest.Size(
                    version.live(),
                    rules.accounting().full(version.live(), codebook.dim()),
                    rules.accounting().compressed(version.live(), codebook.k(), codebook.dim()),
                    rules.accounting().formula()),
                Hashes.hex(checksum)));
  }

  private static Set<Integer> changed(Codebook codebook) {
    Set<Integer> changed = new HashSet<>();
    for (int row = 0; row < codebook.k(); row++) {
      if (codebook.changed()[row] == codebook.version()) {
        changed.add(codebook.ids()[row]);
      }
    }
    return changed;
  }

  private static List<Manifest.Kin> kin(int[] ids, int[] of) {
    List<Manifest.Kin> kin = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      kin.add(new Manifest.Kin(ids[i], of[i]));
    }
    return kin;
  }

  private static Set<Integer> ints(int[] ids) {
    Set<Integer> set = new HashSet<>();
    for (int id : ids) {
      set.add(id);
    }
    return set;
  }

  // ---- mapping ----

  /** Applied in order up to the seal of a version, each shard is what was to be sealed. */
  void assertMapping() {
    Map<Long, Map<String, MappingUpdate>> byShard = new HashMap<>();
    Map<String, Map<Long, Set<Integer>>> sealedBy = new HashMap<>();
    Map<String, Map<String, Integer>> tombstones = new HashMap<>();
    Map<Long, Long> sealed = new HashMap<>();
    for (WireRecord record : mapping) {
      WireKey key = key(record);
      String field = key.field();
      Map<String, MappingUpdate> shard =
          byShard.computeIfAbsent(record.routing(), r -> new TreeMap<>());
      byte[] value = record.value();
      if (key.kind() == WireKey.Kind.NUMBER) {
        Seal seal = WireJson.readSeal(notNull(value));
        assertThat(record.routing())
            .isEqualTo(FieldShard.key(FieldShard.fieldId(field), key.number()));
        assertSeal(field, key.number(), seal, shard);
        sealed.put(record.routing(), seal.version());
        assertThat(
                sealedBy
                    .computeIfAbsent(field, f -> new HashMap<>())
                    .computeIfAbsent(seal.version(), v -> new HashSet<>())
                    .add(key.number()))
            .as("field %s shard %d sealed %d once", field, key.number(), seal.version())
            .isTrue();
        continue;
      }
      assertThat(record.routing())
          .isEqualTo(
              FieldShard.key(
                  FieldShard.fieldId(field), Hashes.shardOf(key.feature(), rules.shards())));
      if (value == null) {
        assertThat(shard.remove(key.feature()))
            .as("mapped before its tombstone: %s/%s", field, key.feature())
            .isNotNull();
        tombstones
            .computeIfAbsent(field, f -> new TreeMap<>())
            .merge(key.feature(), 1, Integer::sum);
      } else {
        MappingUpdate update = WireJson.readMapping(value);
        if (update.reason() == Reason.RECLUSTER) {
          assertThat(update.version())
              .as("a move comes before its seal: %s/%s", field, key.feature())
              .isGreaterThan(sealed.getOrDefault(record.routing(), 0L));
        }
        assertThat(version(field, update.version()).codebook().rowOf(update.cluster()))
            .as("%s/%s is mapped to a cluster there is", field, key.feature())
            .isNotNegative();
        shard.put(key.feature(), update);
      }
    }
    expected.forEach(
        (field, story) -> {
          for (Oracle.Version version : story.versions()) {
            assertThat(
                    sealedBy.getOrDefault(field, Map.of()).getOrDefault(version.number(), Set.of()))
                .as("shards that sealed version %d of field %s", version.number(), field)
                .isEqualTo(version.seals().keySet());
          }
          assertThat(tombstones.getOrDefault(field, Map.of()))
              .as("tombstones of field %s", field)
              .isEqualTo(story.tombstones());
        });
  }

  private void assertSeal(String field, int shard, Seal seal, Map<String, MappingUpdate> mappings) {
    String what = "field " + field + " shard " + shard + " version " + seal.version();
    Oracle.Version version = version(field, seal.version());
    Map<String, Integer> wanted = new TreeMap<>();
    version
        .mapping()
        .forEach(
            (feature, cluster) -> {
              if (Hashes.shardOf(feature, rules.shards()) == shard) {
                wanted.put(feature, cluster);
              }
            });
    Map<String, Integer> found = new TreeMap<>();
    long checksum = 0;
    for (Map.Entry<String, MappingUpdate> entry : mappings.entrySet()) {
      int cluster = entry.getValue().cluster();
      found.put(entry.getKey(), cluster);
      checksum += Hashes.ofMapping(Hashes.ofFeature(entry.getKey()), cluster);
    }
    assertThat(found).as(what).isEqualTo(wanted);
    assertThat(seal).as(what).isEqualTo(version.seals().get(shard));
    assertThat(seal.features()).as(what).isEqualTo(found.size());
    assertThat(seal.checksum()).as(what).isEqualTo(checksum);
  }

  // ---- readers ----

  /**
   * A reader that takes in both topics, the mapping ahead, the codebooks ahead and in step, sees no
   * problem, only whole versions, and in the end the last sealed mapping plus what arrived since.
   */
  void assertViews() {
    assertView(0);
    assertView(0.5);
    assertView(1);
  }

  private void assertView(double mappingShare) {
    ViewUpdater updater = new ViewUpdater();
    updater.caughtUp();
    MappingView view = updater.view();
    Map<String, Map<String, List<MappingUpdate>>> history = new TreeMap<>();
    Map<String, Long> versions = new TreeMap<>();
    Random random = new Random(1);
    int m = 0;
    int c = 0;
    while (m < mapping.size() || c < codebooks.size()) {
      boolean takeMapping =
          c == codebooks.size() || (m < mapping.size() && random.nextDouble() < mappingShare);
      if (takeMapping) {
        note(mapping.get(m), history);
        updater.apply(Topic.MAPPINGS, mapping.get(m).key(), mapping.get(m).value(), 0, m);
        m++;
      } else {
        updater.apply(Topic.CODEBOOKS, codebooks.get(c).key(), codebooks.get(c).value(), 0, c);
        c++;
      }
      for (String field : expected.keySet()) {
        long version = view.version(field);
        if (version != versions.getOrDefault(field, 0L)) {
          assertThat(version).isGreaterThan(versions.getOrDefault(field, 0L));
          versions.put(field, version);
          assertShows(field, view, history.getOrDefault(field, Map.of()));
        }
      }
    }
    expected.forEach(
        (field, story) -> {
          assertThat(view.version(field)).isEqualTo(story.versions().size());
          if (!story.versions().isEmpty()) {
            assertShows(field, view, history.getOrDefault(field, Map.of()));
            assertEnd(field, story, view);
          }
        });
    assertThat(updater.problems()).as("%s", updater.lastProblem()).isZero();
  }

  private static void note(
      WireRecord record, Map<String, Map<String, List<MappingUpdate>>> history) {
    WireKey key = key(record);
    if (key.kind() == WireKey.Kind.FEATURE) {
      List<MappingUpdate> updates =
          history
              .computeIfAbsent(key.field(), f -> new TreeMap<>())
              .computeIfAbsent(key.feature(), f -> new ArrayList<>());
      byte[] value = record.value();
      if (value == null) {
        updates.clear();
      } else {
        updates.add(WireJson.readMapping(value));
      }
    }
  }

  /** What the view shows of a field is the last of each feature up to its version. */
  private void assertShows(
      String field, MappingView view, Map<String, List<MappingUpdate>> history) {
    long version = view.version(field);
    Codebook codebook = version(field, version).codebook();
    float[] out = new float[codebook.dim()];
    history.forEach(
        (feature, updates) -> {
          int cluster = MappingView.NONE;
          for (MappingUpdate update : updates) {
            cluster = update.version() <= version ? update.cluster() : cluster;
          }
          String what = field + "/" + feature + " at version " + version;
          assertThat(view.clusterOf(field, feature)).as(what).isEqualTo(cluster);
          assertThat(view.embedding(field, feature, out))
              .as(what)
              .isEqualTo(cluster != MappingView.NONE);
          int row = codebook.rowOf(cluster == MappingView.NONE ? codebook.fallback() : cluster);
          assertThat(out)
              .as(what)
              .isEqualTo(
                  Arrays.copyOfRange(
                      codebook.centroids(), row * codebook.dim(), (row + 1) * codebook.dim()));
        });
  }

  /** In the end: every live feature, each in the cluster it was sealed in or arrived in. */
  private void assertEnd(String field, Oracle.FieldStory story, MappingView view) {
    Oracle.Version last = story.versions().get(story.versions().size() - 1);
    Map<String, List<FeatureEvent>> byFeature = new HashMap<>();
    for (FeatureEvent event : scenario.events()) {
      if (event.field().equals(field)) {
        byFeature.computeIfAbsent(event.feature(), f -> new ArrayList<>()).add(event);
      }
    }
    byFeature.forEach(
        (feature, events) -> {
          String what = field + "/" + feature + " in the end";
          int cluster = view.clusterOf(field, feature);
          float[] embedding = story.live().get(feature);
          if (embedding == null) {
            assertThat(cluster).as(what).isEqualTo(MappingView.NONE);
            return;
          }
          long sealedAt = last.boundary() * rules.window().slide();
          Integer sealed = last.mapping().get(feature);
          List<FeatureEvent> since =
              events.stream().filter(e -> e.embedding() != null && e.ts() >= sealedAt).toList();
          if (sealed != null && since.isEmpty()) {
            assertThat(cluster).as(what).isEqualTo(sealed);
          } else if (sealed == null && since.size() == 1) {
            assertThat(cluster)
                .as(what)
                .isEqualTo(last.codebook().ids()[Oracle.nearest(last.codebook(), embedding)]);
          } else {
            assertThat(last.codebook().rowOf(cluster)).as(what).isNotNegative();
          }
        });
  }

  // ---- words ----

  private Oracle.FieldStory story(String field) {
    Oracle.FieldStory story = expected.get(field);
    if (story == null) {
      throw new AssertionError("no field " + field);
    }
    return story;
  }

  private Oracle.Version version(String field, long version) {
    List<Oracle.Version> versions = story(field).versions();
    assertThat(version).as("version of field %s", field).isBetween(1L, (long) versions.size());
    return versions.get((int) version - 1);
  }

  private static WireKey key(WireRecord record) {
    return WireKey.parse(notNull(record.key()));
  }

  private static byte[] notNull(byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new AssertionError("no bytes");
    }
    return bytes;
  }
}
