package io.saec.client.rocksdb;

import io.saec.client.store.StoreContract;
import io.saec.client.store.ViewStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RocksStoreTest extends StoreContract {
  @TempDir Path directory;

  @Override
  protected ViewStore open() {
    return RocksStore.open(directory);
  }
}
