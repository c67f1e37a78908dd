package io.lakebill.jobs.invoice.account;

import io.lakebill.pricing.credit.Exchange;
import io.lakebill.pricing.credit.ExchangeRate;
import io.lakebill.pricing.invoice.Invoice;
import io.lakebill.pricing.invoice.InvoiceItem;
import io.lakebill.pricing.invoice.InvoiceLine;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an account would be invoiced at a billing date.
 *
 * @param earliestIssueDate the billing date and the days that it waits for late events
 * @param issuable the first day on which the run may issue it: that date, unless it bills on demand
 * @param invoice with discounts, taxes and payments
 * @param lines in the order in which customers read them
 * @param subscriptions by the ids of the bills of which the invoice is made
 * @param lacks what is lacking to issue it, beside what holds its charges
 * @param reasons why it must not be issued, all that; none when it may
 * @param isWorthless whether nothing on it costs anything, and all its plans skip such invoices
 */
public record DraftInvoice(
    InvoiceKey key,
    LocalDate earliestIssueDate,
    LocalDate issuable,
    Invoice invoice,
    List<DraftLine> lines,
    Map<String, String> subscriptions,
    List<String> lacks,
    List<String> reasons,
    boolean isWorthless) {

  private static final String TOO_LARGE = "its total is more than can be invoiced";

  public DraftInvoice {
    lines = List.copyOf(lines);
    subscriptions = Map.copyOf(subscriptions);
    lacks = List.copyOf(lacks);
    reasons = List.copyOf(reasons);
  }

  /** Whether it may be issued on a day, as far as time goes. */
  boolean isDueOn(LocalDate day) {
    return !issuable.isAfter(day);
  }

  /** Whether it is billed on a day or before. */
  boolean isUpTo(LocalDate day) {
    return !key.billingDate().isAfter(day);
  }

  /** Whether it says anything: one that is due and worth nothing does not. */
  boolean isWanted(LocalDate asOf) {
    return !reasons.isEmpty() || (!lines.isEmpty() && !(isWorthless && isDueOn(asOf)));
  }

  /** What made its lines what they are in its currency, each rate once; most have none. */
  public List<ExchangeRate> exchangeRates() {
    return invoice.lines().stream()
        .flatMap(line -> line.item().exchangedBy().stream())
        .map(Exchange::rate)
        .distinct()
        .sorted(Comparator.comparing(rate -> rate.from().code()))
        .toList();
  }

  /** Its total, which credits may pay. */
  Money total() {
    return invoice.gross();
  }

  /** The same, with what forbids to issue it whatever its charges are. */
  DraftInvoice judged(LocalDate asOf, long dueOfAccount, long mostDue) {
    List<String> all = new ArrayList<>();
    if (!reasons.isEmpty()) {
      all.add(String.join("; ", reasons.stream().distinct().sorted().toList()));
    }
    if (!total().isPayable()) {
      all.add(TOO_LARGE);
    }
    if (isDueOn(asOf) && dueOfAccount > mostDue) {
      all.add(
          "%d invoices of the account are due at once; --most-due %d lets them pass"
              .formatted(dueOfAccount, dueOfAccount));
    }
    return new DraftInvoice(
        key, earliestIssueDate, issuable, invoice, lines, subscriptions, lacks, all, isWorthless);
  }

  /** The same, which another day decides about; empty for the one it has. */
  DraftInvoice issuedFrom(Optional<LocalDate> day) {
    return new DraftInvoice(
        key,
        earliestIssueDate,
        day.orElse(issuable),
        invoice,
        lines,
        subscriptions,
        lacks,
        reasons,
        isWorthless);
  }

  /** The same, which people hold; for no reason, itself. */
  DraftInvoice held(List<String> why) {
    if (why.isEmpty() || lines.isEmpty()) {
      return this;
    }
    List<String> lacking = new ArrayList<>(lacks);
    List<String> all = new ArrayList<>(reasons);
    lacking.addAll(why);
    all.addAll(why);
    return new DraftInvoice(
        key, earliestIssueDate, issuable, invoice, lines, subscriptions, lacking, all, isWorthless);
  }

  /** As {@code draft_invoices} says it. */
  public String state(LocalDate asOf) {
    if (!reasons.isEmpty()) {
      return "held";
    }
    return isDueOn(asOf) ? "due" : "open";
  }

  /** The subscription that is billed for an item of the invoice. */
  String subscriptionOf(InvoiceItem item) {
    return subscriptions.get(item.subscription());
  }

  /** Whether anything on it could be paid by a credit that is valid until then. */
  boolean hasEarnedBefore(LocalDate day) {
    return invoice.lines().stream()
            .map(InvoiceLine::item)
            .filter(item -> item.kind() != LineKind.COMMITMENT_FEE)
            .anyMatch(item -> item.earnedOn().isBefore(day))
        || invoice.units().stream()
            .flatMap(unit -> unit.items().stream())
            .anyMatch(item -> item.earnedOn().isBefore(day));
  }
}
