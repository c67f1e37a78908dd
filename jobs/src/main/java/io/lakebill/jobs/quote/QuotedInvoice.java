package io.lakebill.jobs.quote;

import io.lakebill.jobs.rate.RatedCharge;
import io.lakebill.jobs.report.QueryResult;
import io.lakebill.pricing.invoice.Invoice;
import io.lakebill.pricing.invoice.InvoiceLine;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.period.BillingPeriod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A quoted invoice for people and for machines, with how each charge came about. */
public record QuotedInvoice(BillingPeriod period, Invoice invoice, List<RatedCharge> charges) {

  public QuotedInvoice {
    charges = List.copyOf(charges);
  }

  /** All of it by name; numbers are text, so that no reader rounds them. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("currency", invoice.currency().code());
    json.put("period_start", period.start().toString());
    json.put("period_end", period.end().toString());
    json.put("lines", invoice.lines().stream().map(QuotedInvoice::line).toList());
    json.put("subtotal", text(invoice.subtotal()));
    json.put("discount", text(invoice.discounts().total()));
    json.put("tax", text(invoice.tax()));
    json.put("total", text(invoice.gross()));
    json.put("paid_by_credits", text(invoice.payments().total()));
    json.put("amount_due", text(invoice.amountDue()));
    json.put("units", invoice.units().stream().map(QuotedInvoice::unit).toList());
    Map<String, Object> explained = new LinkedHashMap<>();
    charges.forEach(
        charge -> explained.put(charge.terms().id(), new ChargeView(charge.charge()).json()));
    json.put("charges", explained);
    return json;
  }

  /** A table of the lines and what they come to. */
  public List<String> lines() {
    List<List<Object>> rows = new ArrayList<>();
    invoice
        .lines()
        .forEach(
            line ->
                rows.add(
                    List.of(
                        line.item().terms().label(),
                        text(line.item().amount()),
                        text(line.discount()),
                        text(line.tax()),
                        text(line.gross()))));
    List<String> lines = new ArrayList<>();
    lines.add("Period %s to %s".formatted(period.start(), period.end()));
    lines.addAll(
        new QueryResult(List.of("line", "amount", "discount", "tax", "gross"), rows).asTable());
    lines.add("");
    invoice
        .units()
        .forEach(
            unit ->
                lines.add(
                    "credits pay %s of what is charged in %s"
                        .formatted(unit.credits().total(), unit.unit())));
    lines.add("total            " + invoice.gross());
    lines.add("paid by credits  " + invoice.payments().total());
    lines.add("amount due       " + invoice.amountDue());
    return lines;
  }

  private static Map<String, Object> line(InvoiceLine line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", line.item().kind().name().toLowerCase(Locale.ROOT));
    json.put("charge", line.item().terms().id());
    json.put("label", line.item().terms().label());
    json.put("amount", text(line.item().amount()));
    json.put("discount", text(line.discount()));
    json.put("tax", text(line.tax()));
    json.put("gross", text(line.gross()));
    return json;
  }

  private static Map<String, Object> unit(io.lakebill.pricing.invoice.UnitBalance unit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("unit", unit.unit().code());
    json.put("paid_by_credits", text(unit.credits().total()));
    return json;
  }

  private static String text(Money money) {
    return money.amount().toPlainString();
  }
}
