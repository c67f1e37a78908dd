package io.lakebill.jobs.load;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.run.MissingSetupException;
import io.lakebill.schemas.account.AccountChecks;
import io.lakebill.schemas.account.AccountDocuments;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.document.Problem;
import io.lakebill.schemas.table.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * Brings sellers, accounts, keys and subscriptions into the lake: rows replace those with the same
 * id, nothing is removed. All rows are checked, with what the lake holds and its catalog, before
 * any is written; importing the same rows again changes nothing.
 */
public final class ImportAccounts {

  /** Imports the rows and returns how many each table holds now. */
  public Map<String, Long> importRows(Lake lake, AccountDocuments imported) {
    Catalog catalog =
        ApplyCatalog.current(lake)
            .orElseThrow(
                () ->
                    new MissingSetupException(
                        "the lake %s has no catalog to check subscriptions against;"
                                .formatted(lake.root())
                            + " apply one with `catalog apply`"));
    AccountDocuments stored = AccountTables.read(lake);
    List<Problem> problems = AccountChecks.check(stored, imported, catalog);
    if (!problems.isEmpty()) {
      throw new InvalidDocuments(problems);
    }
    AccountDocuments all = stored.with(imported);
    WriteKey key = WriteKey.of("accounts-" + UUID.randomUUID());
    write(lake, Table.SELLERS, stored.sellers(), all.sellers(), AccountTables::row, key);
    write(lake, Table.ACCOUNTS, stored.accounts(), all.accounts(), AccountTables::row, key);
    write(
        lake,
        Table.ACCOUNT_KEYS,
        stored.accountKeys(),
        all.accountKeys(),
        AccountTables.keyRows(lake, new HashSet<>(stored.accountKeys())),
        key);
    write(
        lake,
        Table.SUBSCRIPTIONS,
        stored.subscriptions(),
        all.subscriptions(),
        AccountTables::row,
        key);
    return new TreeMap<>(
        Map.of(
            "sellers", (long) all.sellers().size(),
            "accounts", (long) all.accounts().size(),
            "account_keys", (long) all.accountKeys().size(),
            "subscriptions", (long) all.subscriptions().size()));
  }

  private static <T> void write(
      Lake lake, Table table, List<T> stored, List<T> all, Function<T, Row> row, WriteKey key) {
    if (new HashSet<>(stored).equals(new HashSet<>(all))) {
      return;
    }
    List<Row> rows = all.stream().map(row).toList();
    lake.replace(table, lake.spark().createDataFrame(rows, lake.schema(table)), key);
  }
}
