package io.lakebill.jobs.invoice;

import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.pricing.invoice.TaxTreatment;
import io.lakebill.pricing.money.PricingUnit;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * What invoices need to know of an account beside its charges.
 *
 * @param name that invoices show
 * @param terms of all its invoices
 * @param grants of credit, with what became of them so far
 * @param earlier how many invoices there are already, for billing dates at which something is open
 */
record BillableAccount(
    String id,
    String name,
    AccountTerms terms,
    List<KeptGrant> grants,
    Map<InvoiceKey, Long> earlier) {

  /** Reads a row of {@code account_facts}. */
  static BillableAccount of(Row row, Function<String, Optional<PricingUnit>> units) {
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
        row.getAs("account_name"),
        new AccountTerms(TaxTreatment.TAXED, Optional.empty(), charge -> TaxRate.NONE),
        list(row, "grants").stream().flatMap(grant -> KeptGrant.of(grant, units).stream()).toList(),
        earlier);
  }

  private static List<Row> list(Row row, String column) {
    int index = row.fieldIndex(column);
    return row.isNullAt(index) ? List.of() : row.getList(index);
  }
}
