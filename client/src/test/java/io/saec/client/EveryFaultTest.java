package io.saec.client;

import static io.saec.client.MappingView.NONE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Every kind of fault at every record of a history that a seal or a manifest of the last version
 * still follows. Each either changes nothing in the end or is told of, with field and place, and is
 * healed by reading again; no look-up is wrong on the way.
 */
class EveryFaultTest {
  private static final Pattern PLACE = Pattern.compile("partition 7 offset \\d+\\)");
  private static final Pattern DIGIT = Pattern.compile("(\"(cluster|checksum)\":\"?|\\[)(\\d)");

  /** What happens to a record between the topic and the reader. */
  private enum Fault {
    DROP,
    DUPLICATE,
    REORDER,
    TRUNCATE,
    CORRUPT,
    CORRUPT_KEY,
    /** The record can be read, and says something else: only the next seal can tell. */
    LIE;

    /** What the reader gets in place of the record at {@code i}, and those after. */
    List<Wire> of(List<History.Step> lane, int i, Random random) {
      List<Wire> wires = new ArrayList<>(lane.stream().map(History.Step::wire).toList());
      Wire wire = wires.get(i);
      byte[] value = wire.value();
      switch (this) {
        case DROP -> wires.remove(i);
        case DUPLICATE -> wires.add(i, wire);
        case REORDER -> wires.add(i + 1, wires.remove(i));
        case CORRUPT_KEY -> {
          byte[] key = wire.key().clone();
          key[key.length - 1] = '~';
          wires.set(i, new Wire(wire.topic(), key, value));
        }
        default -> {
          if (value != null) {
            wires.set(i, new Wire(wire.topic(), wire.key(), spoilt(value, random)));
          }
        }
      }
      return wires;
    }

    private byte[] spoilt(byte[] value, Random random) {
      byte[] spoilt = value.clone();
      switch (this) {
        case TRUNCATE -> {
          return Arrays.copyOf(value, random.nextInt(value.length));
        }
        case CORRUPT -> spoilt[random.nextInt(value.length)] = (byte) 0xFF;
        default -> {
          var digit = DIGIT.matcher(new String(value, UTF_8));
          if (digit.find()) {
            spoilt[digit.start(3)] = (byte) (value[digit.start(3)] == '0' ? '1' : '0');
          }
        }
      }
      return spoilt;
    }
  }

  @Property(tries = 8)
  void isFoundAndHealed(@ForAll long seed) {
    History history = new History(seed);
    for (int lane = 0; lane < history.lanes.size(); lane++) {
      for (int i = 0; i < guarded(history, lane); i++) {
        for (Fault fault : Fault.values()) {
          inject(history, lane, i, fault, new Random(seed + i));
        }
      }
    }
  }

  /** Records of the lane that the last version's seal or manifest follows. */
  private static int guarded(History history, int lane) {
    List<History.Step> steps = history.lanes.get(lane);
    for (int i = steps.size() - 1; i >= 0; i--) {
      History.Kind kind = steps.get(i).kind();
      boolean ends = kind == History.Kind.SEAL || kind == History.Kind.MANIFEST;
      if (ends && steps.get(i).version() == history.versions) {
        // What comes just before may be exchanged with it.
        return i;
      }
    }
    return 0;
  }

  private static void inject(History history, int lane, int i, Fault fault, Random random) {
    List<List<Wire>> lanes = new ArrayList<>();
    for (List<History.Step> steps : history.lanes) {
      lanes.add(steps.stream().map(History.Step::wire).toList());
    }
    History.Step hit = history.lanes.get(lane).get(i);
    String what = fault + " of " + hit.kind() + " " + hit.key() + " at version " + hit.version();
    lanes.set(lane, fault.of(history.lanes.get(lane), i, random));
    Reader reader = Reader.live();
    int[] next = new int[lanes.size()];
    int[] sizes = lanes.stream().mapToInt(List::size).toArray();
    for (int from : History.interleave(next.clone(), sizes, random)) {
      reader.read(lanes.get(from).get(next[from]++));
      if (fault != Fault.LIE) {
        expectNothingWrong(what, reader.view, history);
      }
    }
    Set<String> damaged = reader.updater.damaged();
    if (damaged.isEmpty()) {
      expectTheEnd(what, reader.view, history);
      return;
    }
    assertThat(damaged).as(what).containsExactly("item");
    assertThat(reader.updater.problems()).as(what).isPositive();
    assertThat(reader.updater.lastProblem()).as(what).contains("'item'").containsPattern(PLACE);
    readAgain(reader, history, random);
    assertThat(reader.updater.damaged()).as(what).isEmpty();
    expectTheEnd(what, reader.view, history);
  }

  private static void readAgain(Reader reader, History history, Random random) {
    long before = reader.view.version("item");
    ViewUpdater again = reader.updater.again(Set.of("item"));
    int[] next = new int[history.lanes.size()];
    int[] sizes = history.lanes.stream().mapToInt(List::size).toArray();
    long offset = 0;
    for (int from : History.interleave(next.clone(), sizes, random)) {
      Wire wire = history.lanes.get(from).get(next[from]++).wire();
      again.apply(wire.topic(), wire.key(), wire.value(), 7, offset++);
      assertThat(reader.view.version("item")).isEqualTo(before);
    }
    assertThat(reader.updater.adopt(again)).containsExactly("item");
  }

  /** Every look-up is of the version in force, and of a cluster that the feature had at it. */
  private static void expectNothingWrong(String what, MappingView view, History history) {
    long version = view.version("item");
    for (String feature : history.features()) {
      int cluster = view.clusterOf("item", feature);
      if (cluster != NONE) {
        int all = history.lanes.get(history.laneOf(feature)).size();
        assertThat(history.clusters(feature, version, all))
            .as("%s: %s at version %d", what, feature, version)
            .contains(cluster);
      }
      expectVector(what, view, history, feature, version, cluster);
    }
  }

  private static void expectTheEnd(String what, MappingView view, History history) {
    assertThat(view.version("item")).as(what).isEqualTo(history.versions);
    for (String feature : history.features()) {
      int all = history.lanes.get(history.laneOf(feature)).size();
      int cluster = history.cluster(feature, history.versions, all);
      assertThat(view.clusterOf("item", feature)).as("%s: %s", what, feature).isEqualTo(cluster);
      expectVector(what, view, history, feature, history.versions, cluster);
    }
  }

  private static void expectVector(
      String what, MappingView view, History history, String feature, long version, int cluster) {
    if (version > 0) {
      float[] out = new float[Publisher.DIM];
      view.embedding("item", feature, out);
      assertThat(out).as("%s: %s", what, feature).isEqualTo(history.centroid(version, cluster));
    }
  }
}
