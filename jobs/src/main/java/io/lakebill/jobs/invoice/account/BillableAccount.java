package io.lakebill.jobs.invoice.account;

import io.lakebill.jobs.contract.AccountTerms;
import io.lakebill.jobs.contract.TaxRates;
import io.lakebill.jobs.run.Demand;
import io.lakebill.pricing.contract.Minimum;
import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.pricing.invoice.TaxCategory;
import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.pricing.invoice.TaxTreatment;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.account.Party;
import io.lakebill.schemas.catalog.Catalog;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;

/**
 * What invoices need to know of an account beside its charges.
 *
 * @param name that invoices show
 * @param party who it is to the law and the post
 * @param purchaseOrder its own number, which invoices repeat; null for none
 * @param terms of all its invoices
 * @param grants of credit, with what became of them so far
 * @param commitments with what was billed of them so far
 * @param own who invoices it where no charge says it
 * @param earlier how many invoices there are already, for billing dates at which something is open
 * @param usual what it was invoiced before
 */
public record BillableAccount(
    String id,
    String name,
    Party party,
    String purchaseOrder,
    InvoicingTerms terms,
    List<KeptSeries> grants,
    List<KeptCommitment> commitments,
    RunningCommitments.Own own,
    Map<InvoiceKey, Long> earlier,
    UsualAmounts usual) {

  private static final Pattern RATES = Pattern.compile(TaxRate.AND, Pattern.LITERAL);

  /**
   * Reads a row of {@code account_facts}.
   *
   * @param units by code
   */
  public static BillableAccount of(
      Row row,
      Function<String, Optional<PricingUnit>> units,
      TaxRates taxRates,
      ExchangeRates exchange,
      Catalog catalog) {
    AccountTerms agreed = AccountTerms.of(row);
    Map<InvoiceKey, Long> earlier = new HashMap<>();
    for (Row invoices : list(row, "earlier")) {
      earlier.put(
          new InvoiceKey(
              invoices.<LocalDate>getAs("billing_date"),
              invoices.getAs("seller_id"),
              invoices.getAs("currency"),
              invoices.<Integer>getAs("payment_terms_days")),
          invoices.<Long>getAs("invoices"));
    }
    return new BillableAccount(
        row.getAs("account_id"),
        row.getAs("name"),
        agreed.party(),
        agreed.terms().purchaseOrder(),
        new InvoicingTerms(
            agreed.tax(),
            agreed.invoiceMinimum().map(Minimum::amount),
            (rates, day) -> taxRates(rates, id -> taxRate(id, agreed, day, taxRates)),
            agreed.currency(),
            exchange),
        KeptSeries.of(list(row, "grants"), units),
        list(row, "commitments").stream()
            .map(commitment -> KeptCommitment.of(commitment, catalog))
            .sorted(Comparator.comparing(KeptCommitment::id))
            .toList(),
        new RunningCommitments.Own(
            row.getAs("own_seller"), row.<Integer>getAs("own_payment_terms_days")),
        earlier,
        usual(row));
  }

  /**
   * The same, in the currency that was asked for.
   *
   * @param demand null if nothing was
   */
  public BillableAccount asked(Demand demand) {
    if (demand == null || !demand.account().equals(id) || demand.inCurrency().isEmpty()) {
      return this;
    }
    PricingUnit currency = PricingUnit.currency(demand.currency());
    return new BillableAccount(
        id,
        name,
        party,
        purchaseOrder,
        terms.in(currency),
        grants,
        commitments,
        own,
        earlier,
        usual);
  }

  /** Its grants that began by a day, and all others that the ledger knows. */
  public List<KeptGrant> startedBy(LocalDate day) {
    return grants.stream().flatMap(series -> series.startedBy(day).stream()).toList();
  }

  private static UsualAmounts usual(Row row) {
    Map<String, List<BigDecimal>> subtotals = new HashMap<>();
    for (Row past : list(row, "past")) {
      subtotals.put(
          UsualAmounts.key(past.getAs("seller_id"), past.getAs("currency")),
          past.getList(past.fieldIndex("subtotals")));
    }
    return subtotals.isEmpty() ? UsualAmounts.NONE : new UsualAmounts(subtotals);
  }

  /** Charges on invoices in the currency that it is billed in. */
  public List<ChargedPeriod> inItsCurrency(List<ChargedPeriod> charges) {
    return charges.stream()
        .map(charge -> terms.currency().map(charge::billedIn).orElse(charge))
        .toList();
  }

  /** Whether anything may become of it without a charge. */
  public boolean hasAgreements() {
    return !grants.isEmpty() || !commitments.isEmpty();
  }

  private static List<TaxRate> taxRates(Optional<String> ids, Function<String, TaxRate> rates) {
    return ids.map(all -> RATES.splitAsStream(all).map(rates).toList())
        .orElse(List.of(TaxRate.NONE));
  }

  /** Where no tax is owed, the rate may be unknown. */
  private static TaxRate taxRate(String id, AccountTerms agreed, LocalDate day, TaxRates rates) {
    Optional<TaxRate> rate = rates.on(id, agreed.country().orElse(null), day);
    if (rate.isEmpty() && agreed.tax().kind() == TaxTreatment.Kind.TAXED) {
      throw new IllegalArgumentException(
          "no tax rate '%s' for %s on %s; import it with tax_rates"
              .formatted(
                  id,
                  agreed.country().map(of -> "country " + of).orElse("an account without country"),
                  day));
    }
    return rate.orElse(new TaxRate(id, id, TaxCategory.S, BigDecimal.ZERO));
  }

  private static List<Row> list(Row row, String column) {
    int index = row.fieldIndex(column);
    return row.isNullAt(index) ? List.of() : row.getList(index);
  }
}
