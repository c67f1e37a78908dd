package io.lakebill.jobs.load;

import io.lakebill.schemas.account.AccountRow;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an import does to the rows of a table.
 *
 * @param added that the lake did not have
 * @param changed that take the place of others with their id
 * @param unchanged that the lake has as they are
 */
public record ImportedRows(long added, long changed, long unchanged) {

  /** Compares what comes with what is stored. */
  static ImportedRows of(
      Collection<? extends AccountRow> stored, Collection<? extends AccountRow> imported) {
    Map<String, AccountRow> byId =
        stored.stream().collect(Collectors.toMap(AccountRow::id, Function.identity()));
    long added = imported.stream().filter(row -> !byId.containsKey(row.id())).count();
    long unchanged = imported.stream().filter(row -> row.equals(byId.get(row.id()))).count();
    return new ImportedRows(added, imported.size() - added - unchanged, unchanged);
  }

  @Override
  public String toString() {
    return "%d added, %d changed, %d unchanged".formatted(added, changed, unchanged);
  }
}
