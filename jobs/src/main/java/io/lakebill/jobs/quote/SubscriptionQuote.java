package io.lakebill.jobs.quote;

import io.lakebill.jobs.invoice.UpcomingInvoices;
import io.lakebill.jobs.invoice.account.DraftInvoice;
import io.lakebill.jobs.invoice.account.DraftLine;
import io.lakebill.pricing.credit.Exchange;
import io.lakebill.pricing.credit.ExchangeRate;
import io.lakebill.pricing.period.Days;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The upcoming invoices of a subscription for people and for machines, and what they rest on. */
public record SubscriptionQuote(UpcomingInvoices upcoming) {

  /** All by name, each invoice as a quote of a plan has it, with its lines as tables have them. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("subscription_id", upcoming.subscription());
    json.put("account_id", upcoming.account());
    json.put("as_of", upcoming.from().context().run().asOf().toString());
    json.put("metered_by", upcoming.from().metered());
    json.put("metered_as_of", upcoming.from().meteredAsOf().toString());
    json.put("changed_since", upcoming.from().changed());
    json.put("invoices", upcoming.drafts().stream().map(SubscriptionQuote::invoice).toList());
    return json;
  }

  /** Each invoice as a table, and what they rest on. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (UpcomingInvoices.Draft draft : upcoming.drafts()) {
      DraftInvoice invoice = draft.invoice();
      lines.add(
          "Invoice of %s for %s, %s; not issued before %s"
              .formatted(
                  invoice.key().billingDate(),
                  upcoming.account(),
                  draft.state(),
                  invoice.earliestIssueDate()));
      invoice.reasons().forEach(reason -> lines.add("held: " + reason));
      lines.addAll(quoted(invoice).lines());
      invoice.exchangeRates().forEach(rate -> lines.add(exchanged(rate)));
      lines.add("");
    }
    if (upcoming.drafts().isEmpty()) {
      lines.add("there is nothing to invoice of subscription " + upcoming.subscription());
    }
    lines.add(
        "usage as run %s metered it, as of %s"
            .formatted(upcoming.from().metered(), upcoming.from().meteredAsOf()));
    if (!upcoming.from().changed().isEmpty()) {
      lines.add(
          "changed since: %s; the next night meters what is new"
              .formatted(String.join(", ", upcoming.from().changed())));
    }
    return lines;
  }

  private static String exchanged(ExchangeRate rate) {
    return "exchanged at %s %s for 1 %s, in force from %s"
        .formatted(rate.rate().toPlainString(), rate.to(), rate.from(), rate.date());
  }

  private static Map<String, Object> invoice(UpcomingInvoices.Draft draft) {
    DraftInvoice invoice = draft.invoice();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("invoice_id", draft.id());
    json.put("seller_id", invoice.key().seller());
    json.put("billing_date", invoice.key().billingDate().toString());
    json.put("earliest_issue_date", invoice.earliestIssueDate().toString());
    json.put("payment_terms_days", invoice.key().paymentTermsDays());
    json.put("state", draft.state());
    json.put("held_reasons", invoice.reasons());
    json.putAll(quoted(invoice).json());
    json.remove("charges");
    List<Map<String, Object>> lines = new ArrayList<>();
    for (DraftLine line : invoice.lines()) {
      lines.add(line(lines.size() + 1, line));
    }
    json.put("invoice_lines", lines);
    return json;
  }

  private static Map<String, Object> line(int number, DraftLine line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("line_number", number);
    json.put("subscription_id", line.origin().bill().subscription());
    json.put("charge_id", line.item().terms().id());
    json.put("line_type", line.lineType());
    json.put("description", line.description());
    json.put("period_start", line.service().start().toString());
    json.put("period_end", line.service().end().toString());
    json.put("quantity", text(line.quantity().toJavaBigDecimal()));
    json.put(
        "unit_amount",
        line.unitAmount() == null ? null : text(line.unitAmount().toJavaBigDecimal()));
    json.put("exact_amount", line.exactAmount());
    json.put("amount", line.item().amount().amount().toPlainString());
    json.put("discount", line.line().discount().amount().toPlainString());
    json.put("tax", line.line().tax().amount().toPlainString());
    Optional<Exchange> exchange = line.item().exchangedBy();
    json.put("price_currency", exchange.map(by -> by.from().currency().code()).orElse(null));
    json.put("price_amount", exchange.map(by -> by.from().amount().toPlainString()).orElse(null));
    json.put("exchange_rate", exchange.map(by -> by.rate().rate().toPlainString()).orElse(null));
    json.put("exchange_date", exchange.map(by -> by.rate().date().toString()).orElse(null));
    return json;
  }

  private static String text(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** The days of all that is on it. */
  private static QuotedInvoice quoted(DraftInvoice invoice) {
    Days days =
        invoice.lines().stream()
            .map(DraftLine::service)
            .reduce(SubscriptionQuote::together)
            .orElse(
                new Days(invoice.key().billingDate().minusDays(1), invoice.key().billingDate()));
    return new QuotedInvoice(days, invoice, List.of());
  }

  private static Days together(Days one, Days other) {
    LocalDate start = one.start().isBefore(other.start()) ? one.start() : other.start();
    LocalDate end = one.end().isAfter(other.end()) ? one.end() : other.end();
    return new Days(start, end);
  }
}
