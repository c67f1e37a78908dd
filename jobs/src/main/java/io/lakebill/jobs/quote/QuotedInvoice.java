package io.lakebill.jobs.quote;

import io.lakebill.jobs.invoice.account.DraftInvoice;
import io.lakebill.jobs.invoice.account.DraftLine;
import io.lakebill.jobs.invoice.account.LineOrigin;
import io.lakebill.jobs.rate.RatedCharge;
import io.lakebill.jobs.report.QueryResult;
import io.lakebill.pricing.invoice.Invoice;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.pricing.invoice.TaxSubtotal;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.period.Days;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A quoted invoice for people and for machines, with how each charge came about.
 *
 * @param charges those that are explained
 */
public record QuotedInvoice(Days period, DraftInvoice draft, List<RatedCharge> charges) {

  public QuotedInvoice {
    charges = List.copyOf(charges);
  }

  /**
   * What the tiers or cells of a charge come to together, or a line that stands alone.
   *
   * @param bill the subscription and period that it is of
   */
  private record Line(
      LineOrigin.Bill bill,
      LineKind kind,
      String charge,
      String label,
      Money amount,
      Money discount,
      Money tax) {

    static Line of(DraftLine line) {
      boolean isOfCounter = line.type().equals("counter") || line.type().equals("object");
      return new Line(
          line.origin().bill(),
          line.item().kind(),
          line.item().terms().id(),
          isOfCounter ? line.description() : line.item().terms().label(),
          line.item().amount(),
          line.line().discount(),
          line.line().tax());
    }

    boolean isWith(Line other) {
      return bill.equals(other.bill)
          && kind == other.kind
          && charge.equals(other.charge)
          && label.equals(other.label);
    }

    Line plus(Line other) {
      return new Line(
          bill,
          kind,
          charge,
          label,
          amount.plus(other.amount),
          discount.plus(other.discount),
          tax.plus(other.tax));
    }

    Money gross() {
      return amount.minus(discount).plus(tax);
    }
  }

  private List<Line> together() {
    List<Line> together = new ArrayList<>();
    for (DraftLine each : draft.lines()) {
      Line line = Line.of(each);
      int last = together.size() - 1;
      if (last >= 0 && together.get(last).isWith(line)) {
        together.set(last, together.get(last).plus(line));
      } else {
        together.add(line);
      }
    }
    return together;
  }

  /** All of it by name; numbers are text, so that no reader rounds them. */
  public Map<String, Object> json() {
    Invoice invoice = draft.invoice();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("currency", invoice.currency().code());
    json.put("period_start", period.start().toString());
    json.put("period_end", period.end().toString());
    json.put("lines", together().stream().map(QuotedInvoice::line).toList());
    json.put("subtotal", text(invoice.subtotal()));
    json.put("discount", text(invoice.discounts().total()));
    json.put("tax", text(invoice.tax()));
    json.put(
        "taxes",
        invoice.taxes().stream()
            .filter(tax -> !tax.rate().equals(TaxRate.NONE))
            .map(QuotedInvoice::tax)
            .toList());
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

  private static Map<String, Object> tax(TaxSubtotal tax) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rate", tax.rate().code());
    json.put("name", tax.rate().name());
    json.put("category", tax.rate().category().name());
    json.put("percent", tax.rate().percent().toPlainString());
    json.put("net", text(tax.net()));
    json.put("tax", text(tax.tax()));
    tax.reason().ifPresent(reason -> json.put("reason", reason));
    return json;
  }

  /** A table of the lines and what they come to. */
  public List<String> lines() {
    Invoice invoice = draft.invoice();
    List<List<Object>> rows = new ArrayList<>();
    for (Line line : together()) {
      rows.add(
          List.of(
              line.label(),
              text(line.amount()),
              text(line.discount()),
              text(line.tax()),
              text(line.gross())));
    }
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

  private static Map<String, Object> line(Line line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", line.kind().name().toLowerCase(Locale.ROOT));
    json.put("charge", line.charge());
    json.put("label", line.label());
    json.put("amount", text(line.amount()));
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
