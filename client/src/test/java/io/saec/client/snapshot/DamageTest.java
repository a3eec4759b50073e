package io.saec.client.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.model.Encoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {
  private static final MadeField FIELD =
      new MadeField("item", Encoding.INT8, 20, 4, 2).with(300, "a");

  @TempDir Path directory;
  private Path file;
  private byte[] whole;

  @BeforeEach
  void write() throws IOException {
    file = new SnapshotWriter().write(FIELD, SnapshotOptions.of(8), directory);
    whole = Files.readAllBytes(file);
  }

  @Test
  void aSnapshotCutAnywhereIsRefused() throws IOException {
    for (int length = 0; length < whole.length; length += length < 400 ? 1 : 61) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Snapshot.open(file))
          .as("%d bytes", length)
          .isInstanceOf(SnapshotException.class)
          .hasMessageStartingWith("cannot open " + file + ": it ");
    }
  }

  @Test
  void aFlippedBitAnywhereIsFound() throws IOException {
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      Files.write(file, damaged);
      assertThatThrownBy(() -> Snapshot.openVerified(file))
          .as("byte %d", at)
          .isInstanceOf(SnapshotException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void aFlippedBitAnywhereInACodedFileIsFound() throws IOException {
    file =
        new SnapshotWriter()
            .write(MadeField.coarse("item", 40, 4).with(9, "a"), SnapshotOptions.of(8), directory);
    whole = Files.readAllBytes(file);
    aFlippedBitAnywhereIsFound();
  }

  @Test
  void theSectionWithTheWrongChecksumIsNamed() throws IOException {
    byte[] damaged = whole.clone();
    damaged[whole.length - 1 - Section.ALIGNMENT] ^= 1;
    Files.write(file, damaged);
    assertThatThrownBy(() -> Snapshot.openVerified(file))
        .hasMessage("cannot use " + file + ": the checksum of its section TABLE is wrong");
    assertThatThrownBy(() -> Snapshot.load(file))
        .hasMessage("cannot load " + file + ": the checksum of its section TABLE is wrong");
  }

  @Test
  void aForeignFileIsRefused() throws IOException {
    Files.writeString(file, "{\"version\":3}");
    assertThatThrownBy(() -> Snapshot.open(file))
        .hasMessage("cannot open " + file + ": it is not a snapshot");
  }

  @Test
  void anotherFormatIsRefused() throws IOException {
    writeFormat(3);
    assertThatThrownBy(() -> Snapshot.open(file))
        .hasMessage(
            "cannot open " + file + ": it has format 3, this reads 1 and 2: a newer saec wrote it");
    writeFormat(0);
    assertThatThrownBy(() -> Snapshot.open(file))
        .hasMessage("cannot open " + file + ": it has format 0, this reads 1 and 2: write it anew");
  }

  private void writeFormat(int format) throws IOException {
    byte[] other = whole.clone();
    ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN).putInt(8, format);
    Files.write(file, other);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path none = directory.resolve("none.snapshot");
    assertThatThrownBy(() -> Snapshot.open(none))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("none.snapshot");
  }

  @Test
  void aFullDiskKeepsWhatWasThere() throws IOException {
    SnapshotWriter writer = new SnapshotWriter(path -> new FullDisk(path, 1_000));
    assertThatThrownBy(() -> writer.write(FIELD, SnapshotOptions.of(4), directory))
        .isInstanceOf(SnapshotException.class)
        .hasMessage("cannot write " + file + ": No space left on device");
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    assertThat(directory.toFile().list()).containsExactly(file.getFileName().toString());
  }

  /** Takes some bytes and no more. */
  private static final class FullDisk implements WritableByteChannel {
    private final WritableByteChannel file;
    private int left;

    FullDisk(Path path, int bytes) throws IOException {
      file = Files.newByteChannel(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      left = bytes;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (left == 0) {
        throw new IOException("No space left on device");
      }
      int length = Math.min(left, bytes.remaining());
      file.write(bytes.slice(bytes.position(), length));
      bytes.position(bytes.position() + length);
      left -= length;
      return length;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
