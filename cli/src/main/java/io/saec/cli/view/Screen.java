package io.saec.cli.view;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Help.Ansi;

/**
 * Shows a block of text in place, over the block before it; where the output is not a terminal, the
 * block again from time to time. (not thread safe)
 */
public final class Screen {
  private static final long PLAIN_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final PrintStream out;
  private final boolean terminal;
  private int lines;
  private long lastPlain = Long.MIN_VALUE;

  public Screen(PrintStream out) {
    this.out = out;
    this.terminal = Ansi.AUTO.enabled();
  }

  /** Shows a block that the next one takes the place of. */
  public void show(String block) {
    if (terminal) {
      erase();
      out.print(block);
      out.println();
      lines = (int) block.lines().count();
      out.flush();
    } else if (lastPlain == Long.MIN_VALUE || System.nanoTime() - lastPlain >= PLAIN_EVERY_NANOS) {
      lastPlain = System.nanoTime();
      out.println(block);
    }
  }

  /** Prints a text that stays. */
  public void print(String text) {
    erase();
    out.println(text);
  }

  private void erase() {
    if (lines > 0) {
      out.print("\u001b[" + lines + "A\u001b[J");
      lines = 0;
    }
  }
}
