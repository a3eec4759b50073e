package io.saec.client;

import io.saec.client.rocksdb.RocksOptions;
import io.saec.client.rocksdb.RocksStore;
import io.saec.client.snapshot.Position;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A process that reads {@link Stream} on from where its store stands, commits now and then, and
 * prints how far it is after each commit.
 */
final class KilledFollower {
  private static final int MOST_RECORDS_PER_COMMIT = 200;

  /** Small, so that there are files and not only a log. */
  static final RocksOptions OPTIONS = new RocksOptions(1 << 20, 1 << 20, 10, 1);

  private KilledFollower() {}

  public static void main(String[] args) {
    List<Wire> records = Stream.records();
    Random random = new Random(Long.parseLong(args[1]));
    try (RocksStore store = RocksStore.open(Path.of(args[0]), OPTIONS)) {
      ViewUpdater updater = new ViewUpdater(store);
      int next = offset(store);
      updater.caughtUp();
      while (next < records.size()) {
        int end = Math.min(records.size(), next + 1 + random.nextInt(MOST_RECORDS_PER_COMMIT));
        for (; next < end; next++) {
          Wire record = records.get(next);
          updater.apply(record.topic(), record.key(), record.value(), Reader.PARTITION, next);
        }
        updater.commit(List.of(new Position("both", Reader.PARTITION, next)));
        System.out.println(next);
      }
    }
  }

  static int offset(RocksStore store) {
    return store.positions().stream().mapToInt(read -> (int) read.offset()).findFirst().orElse(0);
  }
}
