package io.lakebill.jobs.cli;

import io.lakebill.jobs.report.Extract;
import io.lakebill.jobs.report.PublishedTables;
import io.lakebill.schemas.table.Table;
import io.lakebill.schemas.table.View;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code extract}. */
@Command(
    name = "extract",
    description = {
      "Write published tables as plain Parquet or CSV, for tools that do not speak Delta.",
      "Each table becomes a folder, which a later extract replaces."
    },
    mixinStandardHelpOptions = true)
final class ExtractCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private LakeOption lake;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Where the tables' folders go.")
  private Path output;

  @Option(
      names = "--format",
      defaultValue = "parquet",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given.")
  private Extract.Format format;

  @Parameters(
      arity = "0..*",
      paramLabel = "TABLE",
      description = "Tables and views by name; all but events unless given.")
  private List<String> names = List.of();

  ExtractCommand(Console console, Clock clock) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<String> tables =
        names.isEmpty()
            ? Stream.concat(
                    Arrays.stream(Table.values())
                        .filter(table -> table != Table.EVENTS && table.kind() != Table.Kind.STATE)
                        .map(Table::tableName),
                    Arrays.stream(View.values()).map(View::viewName))
                .toList()
            : names.stream().map(name -> TableNames.described(name).name()).toList();
    Map<String, Long> rows =
        lake.read(open -> new Extract(output, format).write(new PublishedTables(open), tables));
    rows.forEach(
        (table, count) ->
            console.say("%-20s %8d rows  %s".formatted(table, count, output.resolve(table))));
    return ExitCode.DONE;
  }
}
