package io.lakebill.jobs.contract;

import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.credit.ExchangeRate;
import io.lakebill.pricing.invoice.TaxCategory;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.schemas.account.AgreedAdjustment;
import io.lakebill.schemas.account.AgreedCommitment;
import io.lakebill.schemas.account.AgreedPlanChange;
import io.lakebill.schemas.account.ChargeQuantity;
import io.lakebill.schemas.account.CommitmentFee;
import io.lakebill.schemas.account.DatedTaxRate;
import io.lakebill.schemas.account.DirectDebit;
import io.lakebill.schemas.account.GrantRecurrence;
import io.lakebill.schemas.account.GrantedCredit;
import io.lakebill.schemas.account.InvoiceTerms;
import io.lakebill.schemas.account.Party;
import io.lakebill.schemas.account.PaymentResult;
import io.lakebill.schemas.account.Validity;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Rows of the tables about what was agreed, as documents have them. */
public final class ContractRows {

  private ContractRows() {}

  /** Who a row of {@code accounts} or {@code sellers} is. */
  public static Party party(Row row) {
    return new Party(
        row.getAs("country"),
        row.getAs("tax_id"),
        row.getAs("address"),
        row.getAs("city"),
        row.getAs("postal_code"));
  }

  /** What a row of {@code accounts} says about invoices. */
  public static InvoiceTerms invoiceTerms(Row row) {
    return new InvoiceTerms(
        row.getAs("currency"),
        row.getAs("invoice_minimum"),
        named(InvoiceTerms.Treatment.class, row.getAs("tax_treatment")),
        row.getAs("tax_reason"),
        row.getAs("purchase_order"));
  }

  /** The bank account that a row of {@code accounts} may be debited from. */
  public static DirectDebit directDebit(Row row) {
    return new DirectDebit(
        row.getAs("iban"), row.getAs("bic"), row.getAs("mandate_id"), row.getAs("mandate_date"));
  }

  /** A row of {@code payments}. */
  public static PaymentResult payment(Row row) {
    return new PaymentResult(
        row.getAs("payment_id"),
        named(PaymentResult.Kind.class, row.getAs("kind")),
        row.getAs("invoice"),
        row.getAs("account_id"),
        row.getAs("amount"),
        row.getAs("currency"),
        row.getAs("date"),
        row.getAs("reason"),
        row.getAs("reference"));
  }

  /** A row of {@code tax_rates}. */
  public static DatedTaxRate taxRate(Row row) {
    return new DatedTaxRate(
        row.getAs("tax_rate_id"),
        row.getAs("name"),
        TaxCategory.valueOf(row.getAs("category")),
        row.getAs("percent"),
        row.getAs("country"),
        validity(row));
  }

  /** A row of {@code exchange_rates}; empty for what a pricing unit is worth. */
  public static Optional<ExchangeRate> exchangeRate(Row row) {
    Optional<PricingUnit> from = PricingUnit.knownCurrency(row.getAs("from_currency"));
    return from.map(
        currency ->
            new ExchangeRate(
                currency,
                PricingUnit.currency(row.getAs("to_currency")),
                row.getAs("date"),
                row.getAs("rate")));
  }

  /** A row of {@code price_adjustments}. */
  public static AgreedAdjustment adjustment(Row row) {
    return new AgreedAdjustment(
        row.getAs("price_adjustment_id"),
        row.getAs("subscription_id"),
        row.getAs("charge_id"),
        named(AgreedAdjustment.Kind.class, row.getAs("kind")),
        row.getAs("value"),
        validity(row));
  }

  /** A row of {@code plan_changes}. */
  public static AgreedPlanChange planChange(Row row) {
    return new AgreedPlanChange(
        row.getAs("subscription_id"),
        row.getAs("plan_id"),
        row.getAs("date"),
        named(AgreedPlanChange.Timing.class, row.getAs("timing")));
  }

  /** A row of {@code quantities}. */
  public static ChargeQuantity quantity(Row row) {
    return new ChargeQuantity(
        row.getAs("subscription_id"),
        row.getAs("charge_id"),
        row.getAs("quantity"),
        row.getAs("from_date"));
  }

  /** A row of {@code credit_grants}. */
  public static GrantedCredit grant(Row row) {
    return new GrantedCredit(
        row.getAs("credit_grant_id"),
        row.getAs("account_id"),
        named(CreditGrant.Kind.class, row.getAs("kind")),
        row.getAs("amount"),
        row.getAs("currency"),
        row.getAs("priority"),
        row.getAs("valid_from"),
        row.getAs("valid_until"),
        row.getAs("granted_at"),
        row.getList(row.fieldIndex("charges")),
        row.getList(row.fieldIndex("products")),
        new GrantRecurrence(
            every(row),
            Objects.requireNonNullElse(row.getAs("rollover"), BigDecimal.ZERO),
            row.getAs("void_from")),
        row.getAs("percent"));
  }

  /** A row of {@code commitments}. */
  public static AgreedCommitment commitment(Row row) {
    return new AgreedCommitment(
        row.getAs("commitment_id"),
        row.getAs("account_id"),
        named(AgreedCommitment.Kind.class, row.getAs("kind")),
        row.getAs("amount"),
        row.getAs("currency"),
        new Validity(row.getAs("start_date"), row.getAs("end_date")),
        row.getList(row.fieldIndex("products")),
        new CommitmentFee(row.getAs("fee"), every(row), row.getAs("installments")),
        row.getAs("tax"),
        row.getAs("overage_factor"));
  }

  /** How often it comes back; null for once. */
  private static Cadence every(Row row) {
    String every = row.getAs("every");
    return every == null ? null : named(Cadence.class, every);
  }

  private static Validity validity(Row row) {
    return new Validity(row.getAs("from_date"), row.getAs("until_date"));
  }

  private static <E extends Enum<E>> E named(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
  }
}
