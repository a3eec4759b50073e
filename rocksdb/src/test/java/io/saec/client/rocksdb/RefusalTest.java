package io.saec.client.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.client.store.FieldStore;
import io.saec.client.store.Mapping;
import io.saec.client.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One clear error, that names the directory; what is in it stays as it is. */
class RefusalTest {
  @TempDir Path directory;

  private void make() {
    try (RocksStore store = RocksStore.open(directory)) {
      store.field("item").put("a", new Mapping(1, 7, null));
      store.commit(List.of());
    }
  }

  @Test
  void aSecondOpenInTheProcess() {
    try (RocksStore store = RocksStore.open(directory)) {
      assertThatThrownBy(() -> RocksStore.open(directory))
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith("the store in " + directory + " is in use, by another process");
      store.field("item").put("a", new Mapping(1, 7, null));
      store.commit(List.of());
    }
    try (RocksStore store = RocksStore.open(directory)) {
      assertThat(store.field("item").clusterOf("a", 1)).isEqualTo(7);
    }
  }

  @Test
  void aSecondProcess() throws Exception {
    try (RocksStore store = RocksStore.open(directory)) {
      try (Child child = Child.start(directory, OpenStore.class, directory.toString())) {
        assertThat(child.line()).startsWith("the store in " + directory + " is in use, by another");
        assertThat(child.line()).isNull();
      }
      store.commit(List.of());
    }
  }

  @Test
  void anotherFormat() throws IOException {
    make();
    Files.writeString(directory.resolve("saec-store"), "saec rocksdb store, format 2\n");
    assertThatThrownBy(() -> RocksStore.open(directory))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "the store in "
                + directory
                + " has format 2, this reads 1: begin with an empty"
                + " directory");
    Files.writeString(directory.resolve("saec-store"), "saec rocksdb store, format 1\n");
    try (RocksStore store = RocksStore.open(directory)) {
      assertThat(store.field("item").clusterOf("a", 1)).isEqualTo(7);
    }
  }

  @Test
  void aDirectoryOfSomethingElse() throws IOException {
    Files.writeString(directory.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> RocksStore.open(directory))
        .isInstanceOf(StoreException.class)
        .hasMessage(directory + " is not a store, it holds 'notes.txt': give an empty directory");
    assertThat(directory.toFile().list()).containsExactly("notes.txt");
  }

  @Test
  void aMarkOfSomethingElse() throws IOException {
    Files.writeString(directory.resolve("saec-store"), "mine");
    assertThatThrownBy(() -> RocksStore.open(directory))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(directory + " is not a store, its file 'saec-store' is another's");
  }

  @Test
  void aFileInsteadOfADirectory() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "mine");
    assertThatThrownBy(() -> RocksStore.open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot open the store in " + file);
  }

  @Test
  void aStoreWhoseMakingWasCutOffIsMade() throws IOException {
    Files.writeString(directory.resolve("saec-store.begun"), "saec ro");
    make();
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("saec-store", "rocksdb");
  }

  @Test
  void aDamagedDatabase() throws IOException {
    make();
    Files.writeString(directory.resolve("rocksdb").resolve("CURRENT"), "nothing\n");
    assertThatThrownBy(() -> RocksStore.open(directory))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot open the store in " + directory + ": ");
  }

  @Test
  void flinksForkOnTheClassPath() throws Exception {
    Path fork = Files.createDirectories(directory.resolve("fork/org/rocksdb"));
    Files.createFile(fork.resolve("FlinkCompactionFilter.class"));
    Path store = directory.resolve("store");
    try (Child child =
        Child.start(directory, List.of(directory.resolve("fork")), OpenStore.class, "" + store)) {
      assertThat(child.line())
          .isEqualTo(
              "Flink's fork of RocksDB is on the class path of the store in "
                  + store
                  + ": leave frocksdbjni out of it, as ./saec does");
    }
    assertThat(store).doesNotExist();
  }

  @Test
  void afterCloseEverythingFails() {
    RocksStore store = RocksStore.open(directory);
    FieldStore field = store.field("item");
    field.put("a", new Mapping(1, 7, null));
    store.commit(List.of());
    field.put("b", new Mapping(1, 7, null));
    store.close();
    store.close();
    List<Runnable> calls =
        List.of(
            () -> field.clusterOf("a", 1),
            () -> field.clusterOf("b", 1),
            () -> field.last("a"),
            () -> field.put("a", new Mapping(2, 7, null)),
            () -> field.remove("a"),
            () -> field.forEach((feature, last) -> {}),
            () -> field.note(FieldStore.Note.PROGRESS),
            () -> store.field("new"),
            () -> store.beside("item"),
            () -> store.commit(List.of()));
    for (Runnable call : calls) {
      assertThatThrownBy(call::run)
          .isInstanceOf(StoreException.class)
          .hasMessage("the store in " + directory + " is closed");
    }
  }

  @Test
  void whoLooksUpWhileItIsClosedGetsAnAnswerOrAnError() throws Exception {
    for (int round = 0; round < 20; round++) {
      RocksStore store = RocksStore.open(directory);
      FieldStore field = store.field("item");
      for (int i = 0; i < 1_000; i++) {
        field.put("f" + i, new Mapping(1, i, null));
      }
      store.commit(List.of());
      AtomicReference<Throwable> wrong = new AtomicReference<>();
      List<Thread> readers =
          List.of(
              new Thread(() -> readUntilClosed(field, wrong)),
              new Thread(() -> readUntilClosed(field, wrong)),
              new Thread(() -> passUntilClosed(field, wrong)));
      readers.forEach(Thread::start);
      for (int i = 0; i < 1_000; i++) {
        assertThat(field.clusterOf("f" + i, 1)).isEqualTo(i);
      }
      store.close();
      for (Thread reader : readers) {
        reader.join();
      }
      assertThat(wrong).hasValue(null);
    }
  }

  private void readUntilClosed(FieldStore field, AtomicReference<Throwable> wrong) {
    try {
      for (int i = 0; ; i = (i + 1) % 1_000) {
        assertThat(field.clusterOf("f" + i, 1)).isEqualTo(i);
      }
    } catch (StoreException e) {
      // As it should end.
    } catch (Throwable e) {
      wrong.set(e);
    }
  }

  private void passUntilClosed(FieldStore field, AtomicReference<Throwable> wrong) {
    try {
      while (true) {
        field.forEach((feature, last) -> {});
      }
    } catch (StoreException e) {
      // As it should end.
    } catch (Throwable e) {
      wrong.set(e);
    }
  }
}
