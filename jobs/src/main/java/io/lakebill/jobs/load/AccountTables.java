package io.lakebill.jobs.load;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.run.Lease;
import io.lakebill.jobs.run.RunFiles;
import io.lakebill.schemas.account.Account;
import io.lakebill.schemas.account.AccountDocuments;
import io.lakebill.schemas.account.AccountKey;
import io.lakebill.schemas.account.Seller;
import io.lakebill.schemas.account.Subscription;
import io.lakebill.schemas.table.Table;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Sellers, accounts, keys and subscriptions as rows of their tables, and back. */
final class AccountTables {

  private AccountTables() {}

  /** Everything the lake knows. */
  static AccountDocuments read(Lake lake) {
    return new AccountDocuments(
        rows(
            lake,
            Table.SELLERS,
            row ->
                new Seller(row.getAs("seller_id"), row.getAs("name"), row.getAs("invoice_prefix"))),
        rows(
            lake,
            Table.ACCOUNTS,
            row ->
                new Account(
                    row.getAs("account_id"),
                    row.getAs("name"),
                    row.getAs("email"),
                    ZoneId.of(row.getAs("time_zone")),
                    row.getAs("seller_id"))),
        rows(
            lake,
            Table.ACCOUNT_KEYS,
            row ->
                new AccountKey(
                    row.getAs("key"), row.getAs("account_id"), row.getAs("subscription_id"))),
        rows(
            lake,
            Table.SUBSCRIPTIONS,
            row ->
                new Subscription(
                    row.getAs("subscription_id"),
                    row.getAs("account_id"),
                    row.getAs("plan_id"),
                    row.getAs("start_date"),
                    row.getAs("end_date"))));
  }

  static Row row(Seller seller) {
    return RowFactory.create(seller.sellerId(), seller.name(), seller.invoicePrefix());
  }

  static Row row(Account account) {
    return RowFactory.create(
        account.accountId(),
        account.name(),
        account.email(),
        account.timeZone().getId(),
        account.sellerId());
  }

  /**
   * Keys as rows. A key that is new or stands for somebody else from now on is marked with the runs
   * so far: what they finalized was billed without it.
   */
  static Function<AccountKey, Row> keyRows(Lake lake, Set<AccountKey> stored) {
    Map<String, Long> since = new HashMap<>();
    lake.read(Table.ACCOUNT_KEYS)
        .collectAsList()
        .forEach(row -> since.put(row.getAs("key"), row.getAs("since_token")));
    long now = new RunFiles(lake.root()).lease().map(Lease::token).orElse(0L);
    return key ->
        RowFactory.create(
            key.key(),
            key.accountId(),
            key.subscriptionId(),
            stored.contains(key) ? since.get(key.key()) : now);
  }

  static Row row(Subscription subscription) {
    return RowFactory.create(
        subscription.subscriptionId(),
        subscription.accountId(),
        subscription.planId(),
        subscription.startDate(),
        subscription.endDate());
  }

  private static <T> List<T> rows(Lake lake, Table table, Function<Row, T> parse) {
    return lake.read(table).collectAsList().stream().map(parse).toList();
  }
}
