package io.saec.events;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a UTF-8 file, plain or gzip by its first bytes, whatever its name. Every failure
 * names the file and the line. (not thread safe)
 */
final class TsvLines implements Closeable {
  private static final int GZIP_MAGIC = 0x1F8B;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final BufferedReader reader;
  private long line;

  private TsvLines(Path file, BufferedReader reader) {
    this.file = file;
    this.reader = reader;
  }

  static TsvLines open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "is not a file");
    }
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    try {
      InputStream text = isGzip(bytes) ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes;
      if (text == bytes && file.toString().endsWith(".gz")) {
        throw new TsvException(file + ":1", "is named .gz but is not gzip");
      }
      // A decoder rather than a charset: it reports bytes that are not UTF-8 instead of mending.
      return new TsvLines(
          file,
          new BufferedReader(
              new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder()), BUFFER_BYTES));
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private static boolean isGzip(InputStream bytes) throws IOException {
    bytes.mark(2);
    int magic = bytes.read() << 8 | bytes.read();
    bytes.reset();
    return magic == GZIP_MAGIC;
  }

  /** The next line without its end, or null after the last. */
  @Nullable String next() throws IOException {
    line++;
    try {
      return reader.readLine();
    } catch (CharacterCodingException e) {
      throw error("has bytes that are not UTF-8, here or in the lines that follow");
    } catch (EOFException | ZipException e) {
      throw error("gzip is broken from here on: " + e.getMessage());
    }
  }

  /** A failure at the line read last. */
  TsvException error(String problem) {
    return new TsvException(position(), problem);
  }

  /** Where the line read last is: {@code file:line}. */
  String position() {
    return file + ":" + line;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
