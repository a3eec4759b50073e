package io.saec.cli;

import io.saec.cli.view.Screen;
import io.saec.events.MadeUpTsv;
import io.saec.events.RowShape;
import io.saec.job.UserError;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rows",
    description = {
      "Makes up a labelled file to evaluate, feed or bench with. Shape and seed decide all of it, on",
      "any machine; fewer rows are the beginning of more.",
      "",
      "  ratings   1,800,000 rows: long-tailed, 240,000 users and 41,000 items, most users with a",
      "            few rows, new ones all the time",
      "  contexts  300,000 rows of ten fields of up to 4,000 features, each with effects of its own",
      "  small     300,000 rows of 3,000 users and 8,000 items, all well known",
      ""
    })
final class RowsCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE.tsv[.gz]",
      description = "Where to; it must not exist yet. Gzip if it ends in .gz.")
  private Path file = Path.of("");

  @Option(
      names = "--shape",
      paramLabel = "NAME",
      required = true,
      description = "ratings, contexts or small, see above.")
  private String shape = "";

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "How many (default: as the shape says).")
  private @Nullable Long rows;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all that is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    RowShape shape = shape();
    long count = rows == null ? shape.rows() : rows;
    if (count < 1) {
      throw new UserError("--rows: " + count + " is not at least 1");
    }
    Screen screen = new Screen(System.err);
    try {
      MadeUpTsv.Summary made =
          MadeUpTsv.write(
              shape,
              seed,
              count,
              file,
              written ->
                  screen.show(String.format(Locale.ROOT, "%,d of %,d rows", written, count)));
      screen.print(summary(made));
    } catch (FileAlreadyExistsException e) {
      throw new UserError(file + " exists: remove it, or name another file");
    } catch (NoSuchFileException e) {
      throw new UserError("cannot write " + file + ": there is no directory for it");
    } catch (IOException e) {
      throw new UserError("cannot write " + file + ": " + e);
    }
    return 0;
  }

  private RowShape shape() {
    return RowShape.ALL.stream()
        .filter(known -> known.name().equals(shape))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "--shape: there is no '"
                        + shape
                        + "', but "
                        + RowShape.ALL.stream()
                            .map(RowShape::name)
                            .collect(Collectors.joining(", "))));
  }

  private static String summary(MadeUpTsv.Summary made) {
    String features =
        made.features().entrySet().stream()
            .map(field -> String.format(Locale.ROOT, "%s %,d", field.getKey(), field.getValue()))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%,d rows up to %s, %.1f %% of label 1; features: %s",
        made.rows(),
        Instant.ofEpochSecond(made.lastTs()),
        100.0 * made.positives() / made.rows(),
        features);
  }
}
