package io.lakebill.jobs.load;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.schemas.account.AccountChecks;
import io.lakebill.schemas.account.AccountDocuments;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CatalogReader;
import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.document.Problem;
import io.lakebill.schemas.table.Table;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;

/** Makes a catalog the one that runs opened from now on use, and keeps every earlier one. */
public final class ApplyCatalog {

  private final Clock clock;

  /**
   * @param clock tells when it was applied
   */
  public ApplyCatalog(Clock clock) {
    this.clock = clock;
  }

  /**
   * Applies a catalog that fits the lake's subscriptions; applying the one in force does nothing.
   *
   * @return its version
   */
  public long apply(Lake lake, Catalog catalog) {
    check(AccountTables.read(lake, ImportAccounts.ALWAYS), catalog);
    Optional<Row> inForce = inForce(lake);
    long version = inForce.map(row -> row.<Long>getAs("version")).orElse(0L);
    if (inForce.filter(row -> row.getAs("catalog_hash").equals(catalog.hash())).isPresent()) {
      return version;
    }
    Row row = RowFactory.create(version + 1, catalog.hash(), catalog.toJson(), clock.instant());
    lake.append(
        Table.CATALOG_VERSIONS,
        lake.spark().createDataFrame(List.of(row), lake.schema(Table.CATALOG_VERSIONS)),
        WriteKey.of("catalog-" + UUID.randomUUID()));
    return version + 1;
  }

  /**
   * Checks a catalog as applying it would, and writes nothing.
   *
   * @return what it would touch that is billed, a sentence each
   */
  public static List<String> touched(Lake lake, Catalog catalog) {
    AccountDocuments accounts = AccountTables.read(lake, ImportAccounts.ALWAYS);
    check(accounts, catalog);
    return current(lake)
        .map(inForce -> new TouchedBilling(accounts, inForce).by(lake, accounts, catalog))
        .orElse(List.of());
  }

  private static void check(AccountDocuments accounts, Catalog catalog) {
    List<Problem> problems = AccountChecks.check(accounts, AccountDocuments.NONE, catalog);
    if (!problems.isEmpty()) {
      throw new InvalidDocuments(problems);
    }
  }

  /** The catalog in force, if the lake has one. */
  public static Optional<Catalog> current(Lake lake) {
    return inForce(lake).map(row -> CatalogReader.fromJson(row.getAs("document")));
  }

  private static Optional<Row> inForce(Lake lake) {
    return lake
        .read(Table.CATALOG_VERSIONS)
        .orderBy(functions.col("version").desc())
        .limit(1)
        .collectAsList()
        .stream()
        .findFirst();
  }
}
