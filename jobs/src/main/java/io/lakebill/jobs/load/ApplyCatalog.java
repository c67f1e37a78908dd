package io.lakebill.jobs.load;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.run.Published;
import io.lakebill.schemas.account.AccountChecks;
import io.lakebill.schemas.account.AccountDocuments;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CatalogReader;
import io.lakebill.schemas.catalog.NextCatalog;
import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.document.Problem;
import io.lakebill.schemas.table.Table;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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
   * What applying a catalog did.
   *
   * @param version of the catalog in force by now
   * @param catalog the one in force, with plans as they were for periods that began before
   * @param changed the ids of plans that are another from a day on
   * @param from that day; empty where nothing has begun
   */
  public record Applied(
      long version, Catalog catalog, List<String> changed, Optional<LocalDate> from) {}

  /**
   * Applies a catalog that fits the lake's subscriptions; applying the one in force does nothing.
   * Plans that it changes go on as they are for billing periods that have begun by the date of the
   * run in force.
   */
  public Applied apply(Lake lake, Catalog catalog) {
    return apply(lake, catalog, Optional.empty());
  }

  /**
   * The same for periods that begin on or after a day, also those that have begun and are not
   * billed.
   *
   * @param effective that day; empty for the one after that of the run in force
   */
  public Applied apply(Lake lake, Catalog wanted, Optional<LocalDate> effective) {
    Optional<Row> inForce = inForce(lake);
    Applied next = next(lake, wanted, effective, inForce);
    check(AccountTables.read(lake, ImportAccounts.ALWAYS), next.catalog());
    String hash = next.catalog().hash();
    if (inForce.filter(row -> row.getAs("catalog_hash").equals(hash)).isPresent()) {
      return next;
    }
    long version = next.version() + 1;
    Row row = RowFactory.create(version, hash, next.catalog().toJson(), clock.instant());
    lake.append(
        Table.CATALOG_VERSIONS,
        lake.spark().createDataFrame(List.of(row), lake.schema(Table.CATALOG_VERSIONS)),
        WriteKey.of("catalog-" + UUID.randomUUID()));
    return new Applied(version, next.catalog(), next.changed(), next.from());
  }

  /** What applying would do, which is not done; the version is that in force. */
  public static Applied next(Lake lake, Catalog wanted, Optional<LocalDate> effective) {
    return next(lake, wanted, effective, inForce(lake));
  }

  private static Applied next(
      Lake lake, Catalog wanted, Optional<LocalDate> effective, Optional<Row> inForce) {
    long version = inForce.map(row -> row.<Long>getAs("version")).orElse(0L);
    Optional<LocalDate> from =
        effective.or(() -> Published.asOf(lake).map(date -> date.plusDays(1)));
    if (inForce.isEmpty() || from.isEmpty()) {
      return new Applied(version, wanted, List.of(), Optional.empty());
    }
    Catalog before = CatalogReader.fromJson(inForce.get().getAs("document"));
    NextCatalog next = new NextCatalog(before, wanted, from.get());
    try {
      return new Applied(version, next.catalog(), next.changed(), from);
    } catch (InvalidDocuments e) {
      throw new InvalidDocuments(
          Stream.concat(
                  Stream.of(
                      new Problem(
                          "catalog",
                          0,
                          "plans",
                          ("plans as they are go on for periods that began before %s, and do not"
                                  + " fit what the catalog defines now; give what is new an id of"
                                  + " its own, and drop the old one when no period needs it")
                              .formatted(from.get()))),
                  e.problems().stream())
              .toList());
    }
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
