package io.lakebill.jobs.cli;

import io.lakebill.jobs.report.PublishedTables;
import io.lakebill.jobs.report.QueryResult;
import io.lakebill.jobs.report.Statements;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sql}. */
@Command(
    name = "sql",
    description = {
      "Query the lake's tables as they are published; `lakebill tables` lists them.",
      "Several queries have a semicolon between them: each answer is a table of its own, with",
      "--json an array on a line of its own. If one cannot be understood, none is answered."
    },
    mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {

  private static final String STANDARD_INPUT = "-";

  private final Console console;

  @Mixin private LakeOption lake;

  @ArgGroup private Format format = new Format();

  @ArgGroup(multiplicity = "1")
  private Input input;

  SqlCommand(Console console, Clock clock) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String queries = input.text();
    if (Statements.of(queries).isEmpty()) {
      throw new UsageException("there is no query in " + input.name());
    }
    List<QueryResult> results = lake.read(open -> new PublishedTables(open).queries(queries));
    if (format.json) {
      results.forEach(result -> console.json(result.asMaps()));
      return ExitCode.DONE;
    }
    for (int i = 0; i < results.size(); i++) {
      if (i > 0) {
        console.say("");
      }
      (format.csv ? results.get(i).asCsv() : results.get(i).asTable()).forEach(console::say);
    }
    return ExitCode.DONE;
  }

  /** Where the queries come from. */
  static final class Input {

    @Parameters(
        paramLabel = "QUERY",
        description = "A SELECT, with the tables by name; - reads standard input.")
    private String query;

    @Option(names = "--file", paramLabel = "FILE", description = "Read the queries from a file.")
    private Path file;

    private String name() {
      return file == null ? "the command line" : file.toString();
    }

    private String text() {
      try {
        if (file != null) {
          return Files.readString(file);
        }
        return query.equals(STANDARD_INPUT)
            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
            : query;
      } catch (IOException e) {
        throw new UsageException("cannot read " + name() + ": " + e);
      }
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
