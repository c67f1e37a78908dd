package io.lakebill.jobs.upgrade;

import io.lakebill.schemas.table.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an upgrade does to a table.
 *
 * @param columns the columns that the table gets, those in another form included
 */
public record TableChange(String table, How how, List<String> columns) {

  /** How much of a table is changed. */
  public enum How {
    /** There was no such table. */
    NEW,
    /** Its description has other columns; no file of rows is touched. */
    COLUMNS,
    /** Its rows are written anew. */
    ROWS
  }

  /** The changes from a layout to today's, by table. */
  public static List<TableChange> from(int number) {
    Layout older = Layout.numbered(number);
    Layout newest = Layout.numbered(Layout.NEWEST);
    List<LayoutStep> steps = LayoutStep.from(number);
    List<TableChange> changes = new ArrayList<>();
    newest
        .tables()
        .forEach(
            (table, columns) -> {
              Layout.Columns before = older.tables().get(table);
              List<String> columnsBefore =
                  before == null
                      ? List.of()
                      : before.columns().stream().map(Object::toString).toList();
              List<String> added =
                  columns.columns().stream()
                      .map(Object::toString)
                      .filter(column -> !columnsBefore.contains(column))
                      .toList();
              if (steps.stream().anyMatch(step -> step.isComputed(table))) {
                changes.add(new TableChange(table, How.ROWS, added));
              } else if (before == null) {
                changes.add(new TableChange(table, How.NEW, added));
              } else if (!columns.equals(before)) {
                changes.add(new TableChange(table, How.COLUMNS, added));
              }
            });
    return changes;
  }

  @Override
  public String toString() {
    return "%-20s %-8s %s"
        .formatted(table, how.name().toLowerCase(Locale.ROOT), String.join(", ", columns));
  }
}
