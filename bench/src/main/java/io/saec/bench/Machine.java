package io.saec.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What figures were measured on.
 *
 * @param cpu model as the system names it
 * @param cores that this process may use
 * @param memory the most that the heap may grow to, bytes
 * @param jvm name and version
 * @param saec version of the project
 */
public record Machine(String cpu, int cores, long memory, String jvm, String saec) {
  private static final Path CPUS = Path.of("/proc/cpuinfo");

  /** The one that this runs on. */
  public static Machine here(String saec) {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        model(),
        runtime.availableProcessors(),
        runtime.maxMemory(),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        saec);
  }

  private static String model() {
    try (Stream<String> lines = Files.lines(CPUS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(Machine::architecture);
    } catch (IOException e) {
      // Not a Linux: the architecture has to do.
      return architecture();
    }
  }

  private static String architecture() {
    return System.getProperty("os.arch");
  }
}
