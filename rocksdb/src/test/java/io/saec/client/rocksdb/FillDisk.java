package io.saec.client.rocksdb;

import io.saec.client.snapshot.Position;
import io.saec.client.store.FieldStore;
import io.saec.client.store.FieldStore.Note;
import io.saec.client.store.Mapping;
import io.saec.client.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A process that commits until that fails, or not at all if it is told 0, and prints how far it
 * came. Commit n holds feature n, a note of half a mebibyte that begins with n, and position n.
 */
final class FillDisk {
  private static final int NOTE_BYTES = 1 << 19;

  private FillDisk() {}

  public static void main(String[] args) {
    int most = Integer.parseInt(args[1]);
    try (RocksStore store =
        RocksStore.open(Path.of(args[0]), new RocksOptions(1 << 20, 64 << 20, 10, 1))) {
      FieldStore field = store.field("item");
      int kept = store.positions().stream().mapToInt(p -> (int) p.offset()).findFirst().orElse(0);
      System.out.println(kept + whole(field, kept));
      for (int commit = kept + 1; commit <= most; commit++) {
        fill(field, commit);
        try {
          store.commit(List.of(new Position("mappings", 0, commit)));
        } catch (StoreException e) {
          System.out.println(e.getMessage());
          // Look-ups go on in what was put, and nothing more is kept.
          System.out.println(commit + whole(field, commit));
          try {
            store.commit(List.of());
          } catch (StoreException again) {
            System.out.println(again.getMessage());
          }
          return;
        }
      }
    }
  }

  private static void fill(FieldStore field, int commit) {
    byte[] note = new byte[NOTE_BYTES];
    new Random(commit).nextBytes(note);
    note[0] = (byte) commit;
    field.note(Note.CODEBOOKS, note);
    field.put("f" + commit, new Mapping(1, commit, null));
  }

  private static String whole(FieldStore field, int commits) {
    boolean whole = field.features() == commits;
    for (int commit = 1; commit <= commits; commit++) {
      whole &= field.clusterOf("f" + commit, 1) == commit;
    }
    whole &= field.note(Note.CODEBOOKS).map(note -> note[0]).orElse((byte) 0) == (byte) commits;
    return whole ? " whole" : " damaged";
  }
}
