package io.saec.cli;

import io.saec.cli.evaluate.JobCompressor;
import io.saec.cli.evaluate.Jobs;
import io.saec.cli.evaluate.OnlineJobs;
import io.saec.cli.evaluate.OnlinePlan;
import io.saec.cli.flink.Cores;
import io.saec.cli.view.EvaluationTables;
import io.saec.cli.view.OnlineTables;
import io.saec.clustering.budget.Budget;
import io.saec.clustering.budget.ValueBits;
import io.saec.evaluate.Evaluation;
import io.saec.evaluate.EvaluationOptions;
import io.saec.evaluate.EvaluationReport;
import io.saec.evaluate.Online;
import io.saec.evaluate.OnlineOptions;
import io.saec.evaluate.OnlineReport;
import io.saec.evaluate.Precisions;
import io.saec.evaluate.SplitRule;
import io.saec.evaluate.report.HtmlReport;
import io.saec.events.TsvRows;
import io.saec.events.TsvSpan;
import io.saec.job.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
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
  private static final String VALUE_BITS = "codebooks.value-bits";

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

  @Option(
      names = "--value-bits",
      paramLabel = "N",
      defaultValue = ValueBits.BY_BUDGET,
      description = {
        "Bits of a centroid's value: 2 to 7 on the average, coded, or 8; budget for what suits each",
        "(default: ${DEFAULT-VALUE}). The job has it as codebooks.value-bits; rivals have as many."
      })
  private String valueBits;

  @Option(
      names = "--leave-out",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "Compress only features that are in N rows of the training part at least; the others are",
        "as unknown ones (default: ${DEFAULT-VALUE})."
      })
  private int leaveOut;

  @Option(
      names = "--fine-tune",
      description = {
        "Then go on training the shared vectors, for as many epochs as rows say that were held",
        "back, or not at all."
      })
  private boolean fineTune;

  @Option(names = "--no-rivals", description = "Leave out the other ways to the same bytes.")
  private boolean noRivals;

  @Option(
      names = "-D",
      paramLabel = "key=value",
      description = {
        "One option of the job that compresses, such as head.coverage=1; may be repeated. Windows",
        "and intervals count with --online only."
      })
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--online",
      arity = "0..1",
      paramLabel = "A,B",
      split = ",",
      fallbackValue = "10x,27x",
      description = {
        "Then go through the file in the order of time, for each of these sizes (default:",
        "${FALLBACK-VALUE}): rows are scored, then trained on, and one job re-clusters as it goes."
      })
  private @Nullable List<String> online;

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
    if (overrides.putIfAbsent(VALUE_BITS, valueBits) != null) {
      throw new UserError("-D" + VALUE_BITS + ": give --value-bits, so that rivals have it too");
    }
    Path directory = Files.createTempDirectory("saec-evaluate-");
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> FileUtils.deleteDirectoryQuietly(directory.toFile()), "saec-removal"));
    OnlinePlan plan = online == null ? null : plan();
    EvaluationReport report;
    Map<String, OnlineReport> overTime = null;
    try (Jobs jobs = Jobs.start(directory)) {
      JobCompressor compressor = new JobCompressor(jobs, overrides);
      report = new Evaluation(options, compressor, System.err::println).of(events);
      System.out.print(EvaluationTables.of(report));
      if (plan != null) {
        overTime = online(plan, options.threads(), jobs);
        System.out.print(OnlineTables.of(overTime));
      }
    }
    ReportJson.write(new Evaluated(report, overTime), json);
    if (page != null) {
      HtmlReport.write(report, overTime, String.valueOf(events.getFileName()), page);
    }
    return 0;
  }

  /** Looks through the file first: an error in it is to be told before anything is trained. */
  private OnlinePlan plan() throws IOException {
    ratios("--online", Objects.requireNonNull(online));
    TsvSpan span = TsvSpan.ofOrdered(events);
    try (TsvRows rows = TsvRows.open(events)) {
      return OnlinePlan.of(span, rows.fields(), dim + 1, overrides);
    }
  }

  private Map<String, OnlineReport> online(OnlinePlan plan, int threads, Jobs jobs)
      throws IOException, InterruptedException {
    OnlineOptions options =
        new OnlineOptions(
            ratios("--online", Objects.requireNonNull(online)),
            dim,
            fineTune,
            precisions(),
            plan.slide(),
            plan.interval(),
            threads);
    return new Online(options, new OnlineJobs(jobs, plan), System.err::println).of(events);
  }

  private EvaluationOptions options() {
    SplitRule rule =
        SplitRule.of(split)
            .orElseThrow(() -> new UserError("--split: '" + split + "' is not time or random"));
    try {
      return new EvaluationOptions(
          ratios("--budgets", budgets),
          dim,
          rule,
          seeds,
          byEffect,
          precisions(),
          leaveOut,
          fineTune,
          !noRivals,
          Cores.few());
    } catch (IllegalArgumentException e) {
      throw new UserError("" + e.getMessage());
    }
  }

  private Precisions precisions() {
    try {
      return new Precisions(ValueBits.of(valueBits));
    } catch (IllegalArgumentException e) {
      throw new UserError("--value-bits: " + e.getMessage());
    }
  }

  private static List<Budget.Ratio> ratios(String option, List<String> budgets) {
    List<Budget.Ratio> ratios = new ArrayList<>();
    for (String budget : budgets) {
      try {
        ratios.add(Budget.Ratio.parse(budget));
      } catch (IllegalArgumentException e) {
        throw new UserError(option + ": " + e.getMessage());
      }
    }
    return ratios;
  }
}
