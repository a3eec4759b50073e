package io.saec.tests;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.appender.AppenderLoggingException;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/**
 * Holds the job up at a place in its code, and has it fail there: the place is a line that it logs.
 * So the job is as it is, and the moment is exact, however fast the machine. (thread safe)
 */
final class LogTrap implements AutoCloseable {
  private static final String STEPS = "io.saec.operators";

  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final Appender appender;
  private final CompletableFuture<Void> sprung = new CompletableFuture<>();
  private final CompletableFuture<Boolean> verdict = new CompletableFuture<>();

  /** Whether a thread goes through with what it is at. */
  private static final boolean LIVES = true;

  /**
   * @param words of the line
   * @param countdown how manyth such line springs the trap
   */
  LogTrap(String words, int countdown) {
    appender = new Appender(words, new AtomicInteger(countdown));
    appender.start();
    Configuration configuration = context.getConfiguration();
    LoggerConfig steps = new LoggerConfig(STEPS, Level.DEBUG, false);
    steps.addAppender(appender, Level.DEBUG, null);
    configuration.addLogger(STEPS, steps);
    context.updateLoggers();
  }

  /** Waits until a thread is in the trap. */
  void awaitSprung() {
    sprung.join();
  }

  boolean isSprung() {
    return sprung.isDone();
  }

  /** The thread that is in the trap, or comes in, fails. */
  void fail() {
    verdict.complete(!LIVES);
  }

  /** The thread that is in the trap goes on. */
  void letGo() {
    verdict.complete(LIVES);
  }

  @Override
  public void close() {
    letGo();
    context.getConfiguration().removeLogger(STEPS);
    context.updateLoggers();
    appender.stop();
  }

  private final class Appender extends AbstractAppender {
    private final String words;
    private final AtomicInteger countdown;

    Appender(String words, AtomicInteger countdown) {
      super("trap", null, null, false, Property.EMPTY_ARRAY);
      this.words = words;
      this.countdown = countdown;
    }

    @Override
    public void append(LogEvent event) {
      if (event.getMessage().getFormattedMessage().contains(words)
          && countdown.decrementAndGet() == 0) {
        sprung.complete(null);
        if (verdict.join() != LIVES) {
          throw new AppenderLoggingException("on purpose");
        }
      }
    }
  }
}
