package io.lakebill.jobs.load;

import io.lakebill.jobs.contract.ContractRows;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.schemas.account.Account;
import io.lakebill.schemas.account.AccountDocuments;
import io.lakebill.schemas.account.AccountKey;
import io.lakebill.schemas.account.AccountRow;
import io.lakebill.schemas.account.AccountUser;
import io.lakebill.schemas.account.BillableObject;
import io.lakebill.schemas.account.CounterSetting;
import io.lakebill.schemas.account.DatedRate;
import io.lakebill.schemas.account.RowKind;
import io.lakebill.schemas.account.Seller;
import io.lakebill.schemas.account.SellerContact;
import io.lakebill.schemas.account.Subscription;
import io.lakebill.schemas.table.Table;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** The rows of the tables about who is billed, as documents have them. */
final class AccountTables {

  private AccountTables() {}

  /** The table of a kind of rows. */
  static Table table(RowKind kind) {
    return Table.named(kind.stem());
  }

  /** What the lake knows of some kinds. */
  static AccountDocuments read(Lake lake, Collection<RowKind> kinds) {
    List<AccountRow> rows = new ArrayList<>();
    for (RowKind kind : kinds) {
      lake.read(table(kind)).collectAsList().forEach(row -> rows.add(parse(kind, row)));
    }
    return AccountDocuments.of(rows, Map.of());
  }

  /** A stored row. */
  static AccountRow parse(RowKind kind, Row row) {
    return switch (kind) {
      case SELLERS ->
          new Seller(
              row.getAs("seller_id"),
              row.getAs("name"),
              row.getAs("invoice_prefix"),
              ContractRows.party(row),
              row.getAs("iban"),
              row.getAs("bic"),
              row.getAs("creditor_id"),
              new SellerContact(row.getAs("contact"), row.getAs("phone"), row.getAs("email")));
      case ACCOUNTS ->
          new Account(
              row.getAs("account_id"),
              row.getAs("name"),
              row.getAs("email"),
              ZoneId.of(row.getAs("time_zone")),
              row.getAs("seller_id"),
              ContractRows.party(row),
              ContractRows.invoiceTerms(row),
              row.getAs("paid_by"),
              row.getAs("language"),
              ContractRows.directDebit(row));
      case ACCOUNT_KEYS ->
          new AccountKey(row.getAs("key"), row.getAs("account_id"), row.getAs("subscription_id"));
      case USERS ->
          new AccountUser(row.getAs("user_id"), row.getAs("account_id"), row.getAs("name"));
      case SUBSCRIPTIONS ->
          new Subscription(
              row.getAs("subscription_id"),
              row.getAs("account_id"),
              row.getAs("plan_id"),
              row.getAs("start_date"),
              row.getAs("end_date"),
              row.getAs("trial_days"));
      case PLAN_CHANGES -> ContractRows.planChange(row);
      case COUNTERS ->
          new CounterSetting(
              row.getAs("counter"),
              row.getAs("account_id"),
              row.getAs("subscription_id"),
              row.getAs("from_date"),
              row.getAs("quantity"));
      case OBJECTS ->
          new BillableObject(
              row.getAs("object_id"),
              row.getAs("object_kind"),
              row.getAs("account_id"),
              row.getAs("subscription_id"),
              row.getAs("active_from"),
              row.getAs("active_until"));
      case CREDIT_GRANTS -> ContractRows.grant(row);
      case COMMITMENTS -> ContractRows.commitment(row);
      case EXCHANGE_RATES ->
          new DatedRate(
              row.getAs("from_currency"),
              row.getAs("to_currency"),
              row.getAs("date"),
              row.getAs("rate"));
      case TAX_RATES -> ContractRows.taxRate(row);
      case PRICE_ADJUSTMENTS -> ContractRows.adjustment(row);
      case QUANTITIES -> ContractRows.quantity(row);
      case PAYMENTS -> ContractRows.payment(row);
    };
  }
}
