package io.lakebill.jobs.cli;

import io.lakebill.jobs.report.PublishedTables;
import io.lakebill.jobs.report.QueryResult;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.apache.spark.SparkThrowable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sql}. */
@Command(
    name = "sql",
    description = "Query the lake's tables as they are published; see schemas/ for the columns.",
    mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private LakeOption lake;

  @ArgGroup private Format format = new Format();

  @Parameters(paramLabel = "QUERY", description = "A SELECT, with the tables by name.")
  private String query;

  SqlCommand(Console console, Clock clock) {
    this.console = console;
  }

  @Override
  public Integer call() {
    QueryResult result = lake.read(open -> answer(new PublishedTables(open)));
    if (format.json) {
      console.json(result.asMaps());
    } else {
      (format.csv ? result.asCsv() : result.asTable()).forEach(console::say);
    }
    return ExitCode.DONE;
  }

  private QueryResult answer(PublishedTables tables) {
    try {
      return tables.query(query);
    } catch (Exception e) {
      // Scala does not declare the checked exceptions that it throws.
      // A job that was aborted has no condition: that is a fault, not the query.
      if (e instanceof SparkThrowable spark && spark.getCondition() != null) {
        throw new BadQueryException(e.getMessage().strip(), e);
      }
      throw e;
    }
  }

  /** How the answer is printed: a table for people unless told otherwise. */
  static final class Format {

    @Option(names = "--json", description = "Print an array of objects; decimals are strings.")
    private boolean json;

    @Option(names = "--csv", description = "Print CSV with a header.")
    private boolean csv;
  }
}
