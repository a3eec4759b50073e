package io.saec.cli;

import io.saec.client.snapshot.SnapshotException;
import io.saec.client.store.StoreException;
import io.saec.events.FeedException;
import io.saec.events.TsvException;
import io.saec.job.UserError;
import java.io.PrintWriter;
import java.util.Locale;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** {@code ./saec}: every command of the project. */
@Command(
    name = "saec",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    versionProvider = Saec.Version.class,
    description = {
      "Keeps the embedding tables of a recommender compressed while its features grow.",
      ""
    },
    footer = {"", "Begin with: saec demo", "Every command explains itself: saec help COMMAND"},
    subcommands = {
      DemoCommand.class,
      JobCommand.class,
      FeedCommand.class,
      WatchCommand.class,
      LookupCommand.class,
      SnapshotCommand.class,
      ServeCommand.class,
      VerifyCommand.class,
      TopicsCommand.class,
      RowsCommand.class,
      EvaluateCommand.class,
      BenchCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Saec {
  private static final Logger LOG = LoggerFactory.getLogger(Saec.class);

  private static final int HELP_COLUMNS = 100;

  private Saec() {}

  public static void main(String[] args) {
    // Numbers look the same everywhere, as in the documents.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Saec())
        .setExecutionExceptionHandler(Saec::explain)
        .setUsageHelpWidth(HELP_COLUMNS);
  }

  /** The version of the jar. */
  static String version() {
    String version = Saec.class.getPackage().getImplementationVersion();
    return version == null ? "(not from a jar)" : version;
  }

  /** What {@code --version} prints. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"saec " + version()};
    }
  }

  /** What the user can mend is one line; all else says where the trace is. */
  private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    String name = "saec " + command.getCommandName() + ": ";
    if (failure instanceof UserError
        || failure instanceof TsvException
        || failure instanceof FeedException
        || failure instanceof SnapshotException
        || failure instanceof StoreException
        || failure instanceof KafkaException) {
      err.println(name + failure.getMessage());
    } else {
      LOG.error("{} failed", command.getCommandName(), failure);
      err.println(name + failure + " (the log, " + System.getProperty("saec.log") + ", has more)");
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
