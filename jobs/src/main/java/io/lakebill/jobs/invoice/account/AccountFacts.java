package io.lakebill.jobs.invoice.account;

import io.lakebill.jobs.contract.ContractRows;
import io.lakebill.jobs.contract.TaxRates;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** What is known of accounts beside what they are charged, as the run's tables have it. */
public final class AccountFacts {

  private AccountFacts() {}

  /** All there are, whoever names them: charges of the catalog, or what was agreed beside it. */
  public static TaxRates taxRates(RunContext context) {
    return TaxRates.of(
        context.isEmpty(Table.TAX_RATES)
            ? List.<Row>of()
            : context.pinned(Table.TAX_RATES).collectAsList());
  }

  /** What currencies are worth in others; pricing units have overage prices instead. */
  public static ExchangeRates exchangeRates(RunContext context) {
    return context.isEmpty(Table.EXCHANGE_RATES)
        ? ExchangeRates.NONE
        : new ExchangeRates(
            context.pinned(Table.EXCHANGE_RATES).collectAsList().stream()
                .flatMap(row -> ContractRows.exchangeRate(row).stream())
                .toList());
  }

  /**
   * What is known of accounts beside what they are charged, a row for each.
   *
   * @param open the billing dates that something is open at
   */
  public static Dataset<Row> facts(RunContext context, List<?> open) {
    Dataset<Row> commitments = context.pinned(Table.COMMITMENTS);
    boolean isAnyAgreed = !commitments.isEmpty();
    List<Object> dates = new ArrayList<>(open);
    Dataset<Row> lines = context.pinned(Table.INVOICE_LINES);
    if (isAnyAgreed) {
      commitments
          .select("end_date")
          .distinct()
          .collectAsList()
          .forEach(row -> dates.add(row.get(0)));
    }
    return Sql.run(
        context.spark(),
        "account_facts",
        Map.of(
            "accounts", context.pinned(Table.ACCOUNTS),
            "sellers", context.pinned(Table.SELLERS),
            "credit_grants", context.pinned(Table.CREDIT_GRANTS),
            "credit_ledger", context.pinned(Table.CREDIT_LEDGER),
            "commitments", commitments,
            "committed_lines", isAnyAgreed ? lines : lines.limit(0),
            "invoices", invoicedBefore(context, dates),
            "past_invoices", past(context)),
        Map.of());
  }

  /** The invoices of billing dates that something is open at, or that a commitment ends at. */
  private static Dataset<Row> invoicedBefore(RunContext context, List<Object> dates) {
    return context
        .pinned(Table.INVOICES)
        .where(functions.col("billing_date").isin(dates.toArray()));
  }

  /** What says what is usual: all that was charged and is not void, where any plan asks for it. */
  private static Dataset<Row> past(RunContext context) {
    Dataset<Row> invoices = context.pinned(Table.INVOICES);
    return context.catalog().holdsUnusualInvoices()
        ? invoices
            .where("refers_to IS NULL AND replaces IS NULL AND subtotal > 0")
            .join(
                context.pinned(Table.INVOICE_EVENTS).where("event = 'voided'"),
                new String[] {"invoice_id"},
                "left_anti")
        : invoices.limit(0);
  }

  /** What credits may be in, by its code. */
  public static Optional<PricingUnit> unit(Catalog catalog, String code) {
    return catalog.unit(code).filter(unit -> PlanCharge.notBilledIn(unit).isEmpty());
  }
}
