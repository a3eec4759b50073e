package io.saec.client.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be written ends the keeping, not the look-ups; the last commit is still there. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
  /** Above RocksDB's native library, which every start unpacks. */
  private static final int LARGEST_FILE_MIB = 24;

  @TempDir Path directory;
  @TempDir Path temporary;

  private String fill(int most) {
    List<String> command = new ArrayList<>(Child.java(temporary, List.of()));
    command.add(FillDisk.class.getName());
    command.add(directory.toString());
    command.add("" + most);
    return command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  @Test
  void aDiskThatIsFull() throws Exception {
    // A file system of its own, which needs the right to mount one.
    String mount = "mount -t tmpfs -o size=32m none '" + directory + "'";
    assumeThat(canMount(mount)).as("the right to mount a small file system").isTrue();
    String script =
        String.join(
            " && ",
            mount,
            fill(1_000),
            "echo restart",
            "mount -o remount,size=128m '" + directory + "'",
            fill(0));
    try (Child child = Child.shell("unshare -m sh -c \"" + script + "\"")) {
      assertThat(child.line()).isEqualTo("0 whole");
      assertFailed(child, "No space left on device");
    }
  }

  private boolean canMount(String mount) throws Exception {
    try (Child child = Child.shell("unshare -m sh -c \"" + mount + " && echo yes\"")) {
      return "yes".equals(child.line());
    }
  }

  /** Needs no rights: a file may not grow beyond a limit. */
  @Test
  void aFileThatCannotGrow() throws Exception {
    int blocks = LARGEST_FILE_MIB * 2048;
    String script = "(ulimit -f " + blocks + "; " + fill(1_000) + "); echo restart; " + fill(0);
    try (Child child = Child.shell(script)) {
      assertThat(child.line()).isEqualTo("0 whole");
      assertFailed(child, "File too large");
    }
  }

  private void assertFailed(Child child, String cause) throws Exception {
    assertThat(child.line())
        .startsWith("cannot write to the store in " + directory + ": ")
        .contains(cause);
    String put = Objects.requireNonNull(child.line());
    assertThat(put).endsWith(" whole");
    int commits = Integer.parseInt(put.substring(0, put.indexOf(' '))) - 1;
    assertThat(commits).isPositive();
    assertThat(child.line())
        .isEqualTo("the store in " + directory + " keeps nothing more, since it failed before");
    assertThat(child.line()).isEqualTo("restart");
    assertThat(child.line()).isEqualTo(commits + " whole");
    assertThat(child.line()).isNull();
  }
}
