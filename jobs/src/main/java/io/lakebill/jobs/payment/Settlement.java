package io.lakebill.jobs.payment;

import io.lakebill.jobs.contract.ContractRows;
import io.lakebill.jobs.invoice.note.PendingRequests;
import io.lakebill.pricing.money.Money;
import io.lakebill.schemas.account.PaymentResult;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Settles what is new with the invoices that it concerns. A payment goes to the invoice that it
 * names, all of it, even if that is too much; one that names an account alone pays what is due
 * longest first. What finds no invoice is kept as unmatched; nothing is lost.
 */
final class Settlement {

  private final Map<String, Followed> invoices;
  private final Function<Followed, List<Integer>> retryDays;
  private final LocalDate asOf;
  private final long token;
  private final List<Row> events = new ArrayList<>();

  /**
   * @param invoices all that are concerned
   * @param retryDays after how many days collecting an invoice is tried again; none for never
   */
  Settlement(
      Collection<Followed> invoices,
      Function<Followed, List<Integer>> retryDays,
      LocalDate asOf,
      long token) {
    this.invoices = invoices.stream().collect(Collectors.toMap(Followed::id, one -> one));
    this.retryDays = retryDays;
    this.asOf = asOf;
    this.token = token;
  }

  /** What came of it all, as rows of {@code invoice_events}. */
  List<Row> events() {
    return List.copyOf(events);
  }

  /**
   * A credit note took an invoice back, or some of it.
   *
   * @param request the row that asked for it
   * @param note its id; null where nothing was left to take back
   * @param amount what it takes off what is to be paid
   */
  void takenBack(Row request, String note, BigDecimal amount) {
    Followed invoice = invoices.get(request.<String>getAs("invoice_id"));
    boolean isVoid = PendingRequests.isVoid(request);
    add(
        invoice,
        isVoid ? "voided" : "credited",
        invoice.money(amount),
        asOf,
        new Cause(request.getAs("reason"), request.getAs("request_id"), null, note));
  }

  /** Nobody expects that an invoice is paid any more. */
  void writtenOff(Row request) {
    Followed invoice = invoices.get(request.<String>getAs("invoice_id"));
    add(
        invoice,
        "written_off",
        invoice.stands().balance(),
        asOf,
        new Cause(request.getAs("reason"), request.getAs("request_id"), null, null));
  }

  /**
   * Somebody said which invoice a payment is of that none was found for, or some of it: what was
   * unmatched is so no longer.
   *
   * @param amount how much of it, at most what is unmatched
   */
  void matched(Row request, PaymentResult result, BigDecimal amount) {
    Followed invoice = invoices.get(request.<String>getAs("invoice_id"));
    Cause cause =
        new Cause(request.getAs("reason"), request.getAs("request_id"), result.paymentId(), null);
    unmatched(result, amount.negate(), asOf, cause);
    String event = result.kindOfResult().name().toLowerCase(Locale.ROOT);
    add(invoice, event, invoice.money(amount), asOf, cause);
    if (event.equals("failure")) {
      giveUp(invoice, asOf);
    }
  }

  /** Somebody said that what was paid of one invoice is of another one. */
  void moved(Row request) {
    Cause cause = new Cause(request.getAs("reason"), request.getAs("request_id"), null, null);
    Followed from = invoices.get(request.<String>getAs("from_invoice_id"));
    Followed to = invoices.get(request.<String>getAs("invoice_id"));
    BigDecimal amount = request.getAs("amount");
    add(from, "moved", from.money(amount.negate()), asOf, cause);
    add(to, "moved", to.money(amount), asOf, cause);
  }

  /**
   * A payment or the like.
   *
   * @param named the ids of the invoices that it may mean by the one that it names
   */
  void paid(PaymentResult result, List<String> named) {
    List<Followed> meant =
        named.stream()
            .map(invoices::get)
            .filter(Objects::nonNull)
            .filter(one -> result.accountId() == null || one.account().equals(result.accountId()))
            .toList();
    if (result.namedInvoice().isPresent()) {
      byName(result, meant);
    } else if (result.kindOfResult() == PaymentResult.Kind.PAYMENT) {
      byAge(result);
    } else {
      unmatched(result, result.amount(), "it names no invoice");
    }
  }

  private void byName(PaymentResult result, List<Followed> meant) {
    if (meant.size() != 1) {
      unmatched(
          result,
          result.amount(),
          meant.isEmpty()
              ? "there is no invoice %s".formatted(result.invoice())
                  + (result.accountId() == null ? "" : " of account " + result.accountId())
              : "%d invoices are called %s; name one by its id"
                  .formatted(meant.size(), result.invoice()));
      return;
    }
    Followed invoice = meant.get(0);
    if (!invoice.currency().equals(result.currency())) {
      unmatched(
          result,
          result.amount(),
          "invoice %s is in %s".formatted(invoice.number(), invoice.currency()));
      return;
    }
    String event = result.kindOfResult().name().toLowerCase(Locale.ROOT);
    add(invoice, event, invoice.money(result.amount()), result.date(), Cause.of(result));
    if (event.equals("failure")) {
      giveUp(invoice, result.date());
    }
  }

  /** After the last retry nobody tries again. */
  private void giveUp(Followed invoice, LocalDate date) {
    List<Integer> days = retryDays.apply(invoice);
    if (!days.isEmpty() && invoice.failures() > days.size() && invoice.stands().isExpected()) {
      add(
          invoice,
          "uncollectible",
          invoice.stands().balance(),
          date,
          new Cause(
              "collecting it failed %d times".formatted(invoice.failures()), null, null, null));
    }
  }

  private void byAge(PaymentResult result) {
    BigDecimal left = result.amount();
    List<Followed> owed =
        invoices.values().stream()
            .filter(one -> one.account().equals(result.accountId()))
            .filter(one -> one.currency().equals(result.currency()))
            .filter(one -> one.stands().isExpected())
            .sorted(Followed.LONGEST_DUE)
            .toList();
    for (Followed invoice : owed) {
      Money share = invoice.money(left).min(invoice.stands().balance());
      if (share.signum() > 0) {
        add(invoice, "payment", share, result.date(), Cause.of(result));
        left = left.subtract(share.amount());
      }
    }
    if (left.signum() > 0) {
      unmatched(
          result,
          left,
          result.accountId() == null
              ? "it names neither invoice nor account"
              : "account %s owes no more in %s".formatted(result.accountId(), result.currency()));
    }
  }

  /** Why something happened: what asked for it, or told of it. */
  private record Cause(String reason, String request, String payment, String note) {

    static Cause of(PaymentResult result) {
      return new Cause(result.reason(), null, result.paymentId(), null);
    }
  }

  private void add(Followed invoice, String event, Money amount, LocalDate date, Cause cause) {
    invoice.add(event, amount);
    events.add(
        RowFactory.create(
            invoice.id(),
            invoice.number(),
            invoice.account(),
            invoice.events(),
            event,
            date,
            amount.amount(),
            invoice.currency(),
            invoice.status(),
            invoice.stands().balance().amount(),
            cause.reason(),
            cause.request(),
            cause.payment(),
            cause.note(),
            token));
  }

  private void unmatched(PaymentResult result, BigDecimal amount, String why) {
    String reason = Optional.ofNullable(result.reason()).map(told -> why + "; " + told).orElse(why);
    unmatched(result, amount, result.date(), new Cause(reason, null, result.paymentId(), null));
  }

  private void unmatched(PaymentResult result, BigDecimal amount, LocalDate date, Cause cause) {
    events.add(
        RowFactory.create(
            null,
            null,
            result.accountId(),
            0,
            "unmatched",
            date,
            amount,
            result.currency(),
            null,
            null,
            cause.reason(),
            cause.request(),
            cause.payment(),
            null,
            token));
  }

  /** A row of {@code payments} as it was told. */
  static PaymentResult result(Row row) {
    return ContractRows.payment(row);
  }
}
