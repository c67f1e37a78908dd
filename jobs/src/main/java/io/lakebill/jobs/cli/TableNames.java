package io.lakebill.jobs.cli;

import io.lakebill.schemas.document.NearNames;
import io.lakebill.schemas.table.Table;
import io.lakebill.schemas.table.TableDescription;
import java.util.List;

/** Tables and views as people name them. */
final class TableNames {

  private TableNames() {}

  /**
   * The table of a name.
   *
   * @throws UsageException if there is none, or a view is called so
   */
  static Table named(String name) {
    if (described(name).kind().equals("view")) {
      throw new UsageException("%s is no table, it asks tables".formatted(name));
    }
    return Table.named(name);
  }

  /**
   * What is known of the one with a name.
   *
   * @throws UsageException if there is none, with those that may be meant
   */
  static TableDescription described(String name) {
    List<TableDescription> all = TableDescription.all();
    return all.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> near =
                  NearNames.of(name, all.stream().map(TableDescription::name).toList());
              return new UsageException(
                  "there is no table '%s'; %s`lakebill tables` lists them"
                      .formatted(
                          name,
                          near.isEmpty()
                              ? ""
                              : "did you mean %s? ".formatted(String.join(", ", near))));
            });
  }
}
