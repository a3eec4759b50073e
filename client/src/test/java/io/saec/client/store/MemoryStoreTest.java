package io.saec.client.store;

class MemoryStoreTest extends StoreContract {
  @Override
  protected ViewStore open() {
    return new MemoryStore();
  }
}
