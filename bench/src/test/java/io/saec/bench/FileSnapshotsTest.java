package io.saec.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSnapshotsTest {
  private static final long DAY = 86_400;
  private static final Schedule SCHEDULE = new Schedule(Duration.ofDays(1), 3, 2);

  @TempDir private Path dir;

  @Test
  void boundariesAreAnIntervalApartAndCountTheirWindow() throws Exception {
    StringBuilder rows = new StringBuilder("ts\tlabel\tuser\titem\n");
    for (int day = 0; day <= 6; day++) {
      rows.append(row(day, "u" + day, "i"));
    }
    try (FileSnapshots snapshots = open(rows.toString(), Set.of())) {
      List<FieldSnapshot> first = snapshots.next();
      assertThat(first).extracting(FieldSnapshot::field).containsExactly("user", "item");
      assertThat(first.get(0).time()).isEqualTo(2 * DAY * 1000);
      assertThat(first.get(0).live()).isEqualTo(2);
      assertThat(first.get(1).share().frequencies()).containsExactly(2);
      List<FieldSnapshot> second = snapshots.next();
      assertThat(second.get(0).time()).isEqualTo(4 * DAY * 1000);
      assertThat(second.get(0).live()).isEqualTo(4);
      assertThat(second.get(0).seen()).isEqualTo(3);
      assertThat(second.get(1).share().frequencies()).containsExactly(3);
      // Day 6 has begun, so the file is whole up to it.
      assertThat(snapshots.next()).isNotEmpty();
      assertThat(snapshots.next()).isEmpty();
    }
  }

  @Test
  void aGapInTimeIsBoundariesLikeAnyOther() throws Exception {
    String rows = "ts\tlabel\tuser\titem\n" + row(0, "u", "i") + row(5, "u", "i");
    try (FileSnapshots snapshots = open(rows, Set.of("item"))) {
      assertThat(snapshots.next().get(0).seen()).isOne();
      assertThat(snapshots.next().get(0).seen()).isZero();
      assertThat(snapshots.next()).isEmpty();
    }
  }

  @Test
  void aFieldThatTheFileDoesNotHaveIsRefused() {
    String rows = "ts\tlabel\tuser\titem\n" + row(0, "u", "i");
    assertThatThrownBy(() -> open(rows, Set.of("color")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has no field color");
  }

  private FileSnapshots open(String text, Set<String> fields) throws IOException {
    Path file = Files.writeString(dir.resolve("rows.tsv"), text);
    return FileSnapshots.open(file, SCHEDULE, fields, 1);
  }

  private static String row(long day, String user, String item) {
    return day * DAY + "\t1\t" + user + "\t" + item + "\n";
  }
}
