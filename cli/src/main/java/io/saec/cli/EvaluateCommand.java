package io.saec.cli;

import io.saec.cli.evaluate.JobCompressor;
import io.saec.cli.view.EvaluationTables;
import io.saec.clustering.budget.Budget;
import io.saec.evaluate.Evaluation;
import io.saec.evaluate.EvaluationOptions;
import io.saec.evaluate.EvaluationReport;
import io.saec.evaluate.SplitRule;
import io.saec.evaluate.report.HtmlReport;
import io.saec.job.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "evaluate",
    description = {
      "Shows on your own data what compression costs: trains a factorization machine on the first",
      "part of a labelled file, has the job compress it to several sizes, and tests it on the other",
      "part beside the full model and beside other ways to the same bytes.",
      ""
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final Pattern TIMES = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)x");

  @Option(
      names = "--events",
      paramLabel = "FILE",
      required = true,
      description =
          "Labelled TSV, plain or .gz: columns ts (epoch seconds), label (0 or 1), then one a field.")
  private Path events;

  @Option(
      names = "--budgets",
      paramLabel = "A,B",
      split = ",",
      defaultValue = "5x,10x,27x,40x,100x",
      description = "How many times smaller, ascending (default: ${DEFAULT-VALUE}).")
  private List<String> budgets;

  @Option(
      names = "--dim",
      paramLabel = "N",
      defaultValue = "16",
      description = {
        "Factors of an embedding; the linear weight comes on top (default: ${DEFAULT-VALUE})."
      })
  private int dim;

  @Option(
      names = "--split",
      paramLabel = "RULE",
      defaultValue = "time",
      description = {
        "time: the last fifth of the rows is the test; random: it is drawn (default:",
        "${DEFAULT-VALUE})."
      })
  private String split;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = {
        "Models of each kind; a difference within their spread is none (default:",
        "${DEFAULT-VALUE})."
      })
  private int seeds;

  @Option(
      names = "--by-effect",
      description = {
        "Compress by what an error in each dimension does to the score, instead of by squared",
        "distance."
      })
  private boolean byEffect;

  @Option(names = "--no-rivals", description = "Leave out the other ways to the same bytes.")
  private boolean noRivals;

  @Option(
      names = "-D",
      paramLabel = "key=value",
      description = {
        "One option of the job that compresses, such as head.coverage=1; may be repeated.",
      })
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(names = "--json", paramLabel = "FILE", description = "Write everything there.")
  private @Nullable Path json;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write one page with charts there, which needs no network.")
  private @Nullable Path page;

  @Override
  public Integer call() throws Exception {
    EvaluationOptions options = options();
    Path directory = Files.createTempDirectory("saec-evaluate-");
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> FileUtils.deleteDirectoryQuietly(directory.toFile()), "saec-removal"));
    EvaluationReport report;
    try (JobCompressor compressor = JobCompressor.start(directory, overrides)) {
      report = new Evaluation(options, compressor, System.err::println).of(events);
    }
    System.out.print(EvaluationTables.of(report));
    ReportJson.write(report, json);
    if (page != null) {
      HtmlReport.write(report, null, String.valueOf(events.getFileName()), page);
    }
    return 0;
  }

  private EvaluationOptions options() {
    SplitRule rule =
        SplitRule.of(split)
            .orElseThrow(() -> new UserError("--split: '" + split + "' is not time or random"));
    int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
    try {
      return new EvaluationOptions(ratios(), dim, rule, seeds, byEffect, !noRivals, threads);
    } catch (IllegalArgumentException e) {
      throw new UserError("" + e.getMessage());
    }
  }

  private List<Budget.Ratio> ratios() {
    List<Budget.Ratio> ratios = new ArrayList<>();
    for (String budget : budgets) {
      Matcher times = TIMES.matcher(budget);
      if (!times.matches()) {
        throw new UserError("--budgets: '" + budget + "' is not a number of times such as 27x");
      }
      ratios.add(new Budget.Ratio(Double.parseDouble(times.group(1))));
    }
    return ratios;
  }
}
