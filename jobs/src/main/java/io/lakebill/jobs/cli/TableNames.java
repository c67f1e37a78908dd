package io.lakebill.jobs.cli;

import io.lakebill.schemas.document.NearNames;
import io.lakebill.schemas.table.Table;
import java.util.Arrays;
import java.util.List;

/** Tables as people name them. */
final class TableNames {

  private TableNames() {}

  /**
   * The table of a name.
   *
   * @throws UsageException if there is none, with those that may be meant
   */
  static Table named(String name) {
    List<String> names = Arrays.stream(Table.values()).map(Table::tableName).toList();
    if (names.contains(name)) {
      return Table.named(name);
    }
    List<String> near = NearNames.of(name, names);
    throw new UsageException(
        "there is no table '%s'; %s`lakebill tables` lists them"
            .formatted(
                name,
                near.isEmpty() ? "" : "did you mean %s? ".formatted(String.join(", ", near))));
  }
}
