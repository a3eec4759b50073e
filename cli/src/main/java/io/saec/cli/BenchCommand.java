package io.saec.cli;

import picocli.CommandLine.Command;

@Command(
    name = "bench",
    description = {"Measures on this machine. Every figure is explained in docs/measuring.md.", ""},
    subcommands = {
      BenchCodebookCommand.class,
      BenchReclusterCommand.class,
      BenchArrivalCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class BenchCommand {}
