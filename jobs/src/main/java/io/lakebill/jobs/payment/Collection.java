package io.lakebill.jobs.payment;

import io.lakebill.jobs.contract.ContractRows;
import io.lakebill.schemas.account.DirectDebit;
import io.lakebill.schemas.account.Party;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.spark.sql.Row;

/**
 * One attempt to collect an invoice, with what banks and payment systems need to know.
 *
 * @param key by which a repeated request is recognised
 * @param stripeCustomer by which Stripe knows the account; null if that is not known
 * @param minorUnits the amount, in cents of USD and yen of JPY
 * @param buyer who it was when the invoice was issued
 * @param debit the bank account that may be debited now
 * @param seller who it is now
 */
record Collection(
    String key,
    String invoiceId,
    String number,
    String account,
    String stripeCustomer,
    String accountName,
    String currency,
    long minorUnits,
    BigDecimal amount,
    LocalDate collectOn,
    String runId,
    Party buyer,
    DirectDebit debit,
    Creditor seller) {

  /** What the keys of all exports begin with. */
  static final String PREFIX = "lakebill-";

  /**
   * A company that collects.
   *
   * @param iban null for none, as is all else that is not known
   * @param id by which banks know it as a creditor
   */
  record Creditor(String name, Party party, String iban, String bic, String id) {}

  /** The key as far as it tells attempts apart: short enough for banks. */
  String reference() {
    return key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key;
  }

  /** Reads a row of {@code collections}. */
  static Collection of(Row row) {
    Row seller = row.getAs("seller_now");
    return new Collection(
        row.getAs("idempotency_key"),
        row.getAs("invoice_id"),
        row.getAs("number"),
        row.getAs("account_id"),
        row.getAs("stripe_customer"),
        row.getAs("account_name"),
        row.getAs("currency"),
        row.<Long>getAs("amount_minor"),
        row.getAs("amount"),
        row.getAs("collect_on"),
        row.getAs("run_id"),
        row.getAs("buyer") == null ? Party.UNKNOWN : ContractRows.party(row.getAs("buyer")),
        row.getAs("account_now") == null
            ? DirectDebit.NONE
            : ContractRows.directDebit(row.getAs("account_now")),
        new Creditor(
            seller.getAs("name"),
            ContractRows.party(seller),
            seller.getAs("iban"),
            seller.getAs("bic"),
            seller.getAs("creditor_id")));
  }
}
