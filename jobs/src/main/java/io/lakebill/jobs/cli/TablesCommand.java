package io.lakebill.jobs.cli;

import io.lakebill.jobs.report.QueryResult;
import io.lakebill.schemas.table.TableDescription;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tables}. Needs no lake, and no Spark. */
@Command(
    name = "tables",
    description = {
      "List the tables that `sql` can ask: input (what came), gold (what runs make of it, as it is",
      "published), state (what a run keeps for the next) and views (questions with a name). With a",
      "name, list its columns."
    },
    mixinStandardHelpOptions = true)
final class TablesCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "A table.")
  private String name;

  @Option(names = "--json", description = "Print an array of tables, or the table as an object.")
  private boolean json;

  TablesCommand(Console console, Clock clock) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (name == null) {
      list(TableDescription.all());
    } else {
      describe(TableNames.described(name));
    }
    return ExitCode.DONE;
  }

  private void list(List<TableDescription> tables) {
    if (json) {
      console.json(tables.stream().map(TablesCommand::asMap).toList());
      return;
    }
    new QueryResult(
            List.of("table", "kind", "what it is"),
            tables.stream()
                .map(
                    described ->
                        List.<Object>of(described.name(), described.kind(), described.summary()))
                .toList())
        .asTable()
        .forEach(console::say);
  }

  private void describe(TableDescription described) {
    if (json) {
      Map<String, Object> table = asMap(described);
      table.put("columns", described.columns().stream().map(TablesCommand::asMap).toList());
      console.json(table);
      return;
    }
    console.say(described.summary());
    console.say("");
    new QueryResult(
            List.of("column", "type", "null", "what it is"),
            described.columns().stream()
                .map(
                    column ->
                        Stream.<Object>of(
                                column.name(),
                                column.type(),
                                column.isRequired() ? "" : "null",
                                column.comment())
                            .toList())
                .toList())
        .asTable()
        .forEach(console::say);
  }

  private static Map<String, Object> asMap(TableDescription described) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("table", described.name());
    table.put("kind", described.kind());
    table.put("description", described.summary());
    return table;
  }

  private static Map<String, Object> asMap(TableDescription.Column described) {
    Map<String, Object> column = new LinkedHashMap<>();
    column.put("name", described.name());
    column.put("type", described.type());
    column.put("nullable", !described.isRequired());
    column.put("description", described.comment());
    return column;
  }
}
