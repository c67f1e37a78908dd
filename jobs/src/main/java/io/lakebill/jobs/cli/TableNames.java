package io.lakebill.jobs.cli;

import io.lakebill.schemas.table.Table;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Tables as people name them. */
final class TableNames {

  private TableNames() {}

  /**
   * The table of a name.
   *
   * @throws UsageException if there is none, with the names that there are
   */
  static Table table(String name) {
    return Arrays.stream(Table.values())
        .filter(table -> table.tableName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no table '%s'; the tables are %s"
                        .formatted(
                            name,
                            Arrays.stream(Table.values())
                                .map(Table::tableName)
                                .collect(Collectors.joining(", ")))));
  }
}
