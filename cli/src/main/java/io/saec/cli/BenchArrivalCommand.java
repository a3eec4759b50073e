package io.saec.cli;

import io.saec.bench.Machine;
import io.saec.bench.speed.ArrivalBench;
import io.saec.bench.speed.ArrivalOptions;
import io.saec.bench.speed.ArrivalReport;
import io.saec.cli.view.SpeedTables;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "arrival",
    description = {
      "How many features a second one core gives their nearest cluster on arrival, by kernel, beside",
      "the bandwidth of its caches measured in the same run. Minutes; tables on standard output.",
      ""
    })
final class BenchArrivalCommand implements Callable<Integer> {
  @Mixin private BenchMixin bench = new BenchMixin();
  @Mixin private SpeedMixin speed = new SpeedMixin();

  @Override
  public Integer call() throws Exception {
    ArrivalReport report =
        new ArrivalBench(
                ArrivalOptions.of(bench.seed(), speed.quick(), speed.peers()), System.err::println)
            .run(Machine.here(Saec.version()));
    System.out.print(SpeedTables.of(report));
    bench.write(report);
    return 0;
  }
}
