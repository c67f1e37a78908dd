package io.lakebill.jobs.load;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.LakeKey;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.run.MissingSetupException;
import io.lakebill.schemas.account.AccountChecks;
import io.lakebill.schemas.account.AccountDocuments;
import io.lakebill.schemas.account.AccountRow;
import io.lakebill.schemas.account.RowKind;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.document.Problem;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.Row;

/**
 * Brings rows about who is billed into the lake: they replace those with the same id, nothing is
 * removed. All rows are checked, with what the lake holds and its catalog, before any is written;
 * importing the same rows again changes nothing.
 */
public final class ImportAccounts {

  /** What every check needs to know, whatever is imported. */
  static final Set<RowKind> ALWAYS =
      EnumSet.of(
          RowKind.SELLERS,
          RowKind.ACCOUNTS,
          RowKind.ACCOUNT_KEYS,
          RowKind.SUBSCRIPTIONS,
          RowKind.PLAN_CHANGES);

  /**
   * Imports rows whose keys and users become pseudonyms, if there is a key for it.
   *
   * @see #importRows(Lake, AccountDocuments)
   */
  public Map<RowKind, ImportedRows> importRows(
      Lake lake, AccountDocuments imported, Optional<LakeKey> pseudonyms) {
    pseudonyms.ifPresent(key -> key.become(lake.root()));
    return importRows(
        lake, pseudonyms.map(key -> imported.renamed(key::pseudonym)).orElse(imported));
  }

  /** Imports the rows and returns what came of those of each kind. */
  public Map<RowKind, ImportedRows> importRows(Lake lake, AccountDocuments imported) {
    Catalog catalog = catalog(lake);
    Set<RowKind> kinds = kinds(imported);
    AccountDocuments stored = AccountTables.read(lake, kinds);
    AccountDocuments all = checked(stored, imported, catalog);
    WriteKey key = WriteKey.of("accounts-" + UUID.randomUUID());
    Map<RowKind, ImportedRows> counts = new EnumMap<>(RowKind.class);
    for (RowKind kind : kinds) {
      write(lake, kind, stored.of(kind), all.of(kind), key);
      if (!imported.of(kind).isEmpty()) {
        counts.put(kind, ImportedRows.of(stored.of(kind), imported.of(kind)));
      }
    }
    return counts;
  }

  /**
   * Checks rows as an import would, and writes nothing.
   *
   * @return what they would touch that is billed, a sentence each
   */
  public List<String> touched(Lake lake, AccountDocuments imported) {
    Catalog catalog = catalog(lake);
    AccountDocuments stored = AccountTables.read(lake, kinds(imported));
    AccountDocuments all = checked(stored, imported, catalog);
    return new TouchedBilling(stored, catalog).by(lake, all, catalog);
  }

  private static Catalog catalog(Lake lake) {
    return ApplyCatalog.current(lake)
        .orElseThrow(
            () ->
                new MissingSetupException(
                    "the lake %s has no catalog to check subscriptions against;"
                            .formatted(lake.root())
                        + " apply one with `catalog apply`"));
  }

  private static Set<RowKind> kinds(AccountDocuments imported) {
    Set<RowKind> kinds = EnumSet.copyOf(ALWAYS);
    kinds.addAll(imported.rows().keySet());
    // Their ids are told apart: what they have left is in one ledger.
    if (kinds.contains(RowKind.COMMITMENTS) || kinds.contains(RowKind.CREDIT_GRANTS)) {
      kinds.addAll(EnumSet.of(RowKind.COMMITMENTS, RowKind.CREDIT_GRANTS));
    }
    // An account that has committed to something pays for itself.
    if (imported.rows().containsKey(RowKind.ACCOUNTS)) {
      kinds.add(RowKind.COMMITMENTS);
    }
    return kinds;
  }

  private static AccountDocuments checked(
      AccountDocuments stored, AccountDocuments imported, Catalog catalog) {
    List<Problem> problems = AccountChecks.check(stored, imported, catalog);
    if (!problems.isEmpty()) {
      throw new InvalidDocuments(problems);
    }
    return stored.with(imported);
  }

  private static void write(
      Lake lake, RowKind kind, List<AccountRow> stored, List<AccountRow> all, WriteKey key) {
    if (new HashSet<>(stored).equals(new HashSet<>(all))) {
      return;
    }
    AccountTableRows tableRows = AccountTableRows.of(lake, kind);
    List<Row> rows = all.stream().map(tableRows::row).toList();
    lake.replace(
        AccountTables.table(kind),
        lake.spark().createDataFrame(rows, lake.schema(AccountTables.table(kind))),
        key);
  }
}
