package io.saec.client.rocksdb;

import io.saec.client.store.StoreException;
import java.nio.file.Path;

/** A process that opens a store and prints what is wrong with that. */
final class OpenStore {
  private OpenStore() {}

  public static void main(String[] args) {
    try (RocksStore store = RocksStore.open(Path.of(args[0]))) {
      System.out.println("opened, with " + store.fields());
    } catch (StoreException e) {
      System.out.println(e.getMessage());
    }
  }
}
