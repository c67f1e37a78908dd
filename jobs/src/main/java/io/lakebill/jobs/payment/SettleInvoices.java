package io.lakebill.jobs.payment;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.invoice.note.PendingRequests;
import io.lakebill.jobs.run.Job;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.account.PaymentResult;
import io.lakebill.schemas.table.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes {@code invoice_events}: what credit notes of the run, requests and payments that no run
 * saw do to issued invoices (decision 54). All of it is at hand: a night hears of as many payments
 * as there are invoices at most.
 */
public final class SettleInvoices implements Job {

  private static final List<String> SETTLED =
      Stream.concat(PendingRequests.NOTES.stream(), Stream.of("write_off", "match", "move"))
          .toList();

  private static final List<String> PAYMENT_KINDS =
      List.of("payment", "refund", "chargeback", "fee", "failure");

  @Override
  public String name() {
    return "settle";
  }

  @Override
  public Set<String> stages() {
    return Set.of(Table.INVOICE_EVENTS.tableName());
  }

  @Override
  public Map<String, Long> run(RunContext context) {
    List<Row> events = events(context);
    context
        .staging()
        .write(
            Table.INVOICE_EVENTS,
            context.spark().createDataFrame(events, context.lake().nullable(Table.INVOICE_EVENTS)));
    return Map.of("invoice_events", (long) events.size());
  }

  private static List<Row> events(RunContext context) {
    List<Row> requests = PendingRequests.of(context, SETTLED);
    List<Row> payments = payments(context);
    if (requests.isEmpty() && payments.isEmpty()) {
      return List.of();
    }
    Dataset<Row> invoices =
        context.pinned(Table.INVOICES).unionByName(context.staging().read(Table.INVOICES));
    Map<String, List<String>> named = named(context, payments, invoices);
    Map<String, Followed> followed = followed(context, requests, payments, named, invoices);
    Settlement settlement =
        new Settlement(
            followed.values(),
            RetrySchedule.of(context, followed.keySet())::days,
            context.run().asOf(),
            context.run().token());
    Map<String, BigDecimal> notes = notes(context);
    MatchedPayments matched = MatchedPayments.of(context, requests);
    for (Row request : requests) {
      switch (request.<String>getAs("request")) {
        case "write_off" -> settlement.writtenOff(request);
        case "move" -> settlement.moved(request);
        case "match" ->
            matched
                .take(request)
                .ifPresent(
                    payment -> settlement.matched(request, payment, request.getAs("amount")));
        default -> takeBack(request, settlement, notes, followed);
      }
    }
    payments.stream()
        .map(Settlement::result)
        .sorted(ORDER)
        .forEach(result -> settlement.paid(result, named.getOrDefault(result.id(), List.of())));
    return settlement.events();
  }

  private static final Comparator<PaymentResult> ORDER =
      Comparator.comparing(PaymentResult::date)
          .thenComparing(result -> PAYMENT_KINDS.indexOf(kind(result)))
          .thenComparing(PaymentResult::paymentId);

  private static String kind(PaymentResult result) {
    return result.kindOfResult().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static void takeBack(
      Row request,
      Settlement settlement,
      Map<String, BigDecimal> notes,
      Map<String, Followed> followed) {
    String noteId = PendingRequests.noteId(request.getAs("request_id"));
    BigDecimal amount = notes.get(noteId);
    if (amount != null) {
      settlement.takenBack(request, noteId, amount.negate());
    } else if (PendingRequests.isVoid(request)
        && followed.containsKey(request.<String>getAs("invoice_id"))) {
      settlement.takenBack(request, null, BigDecimal.ZERO);
    }
  }

  /** What the credit notes of the run take off what is to be paid, by their ids. */
  private static Map<String, BigDecimal> notes(RunContext context) {
    Map<String, BigDecimal> amounts = new HashMap<>();
    if (context.staging().rows(Table.INVOICES) > 0) {
      context
          .staging()
          .read(Table.INVOICES)
          .where("refers_to IS NOT NULL")
          .select("invoice_id", "amount_due")
          .collectAsList()
          .forEach(row -> amounts.put(row.getString(0), row.getDecimal(1)));
    }
    return amounts;
  }

  /** Those of which no event tells; a run on demand leaves them to the night. */
  private static List<Row> payments(RunContext context) {
    if (context.isEmpty(Table.PAYMENTS) || context.run().onDemand().isPresent()) {
      return List.of();
    }
    return context
        .pinned(Table.PAYMENTS)
        .join(
            context.pinned(Table.INVOICE_EVENTS).select("payment_id").distinct(),
            new String[] {"payment_id"},
            "left_anti")
        .collectAsList();
  }

  /** The ids of the invoices that payments may mean, by the ids of the payments. */
  private static Map<String, List<String>> named(
      RunContext context, List<Row> payments, Dataset<Row> invoices) {
    return payments.stream().allMatch(row -> row.getAs("invoice") == null)
        ? Map.of()
        : NamedInvoices.of(
            context.spark().createDataFrame(payments, context.lake().nullable(Table.PAYMENTS)),
            invoices,
            context.pinned(Table.PAYMENT_EXPORT));
  }

  private static Map<String, Followed> followed(
      RunContext context,
      List<Row> requests,
      List<Row> payments,
      Map<String, List<String>> named,
      Dataset<Row> invoices) {
    Set<Object> ids = new HashSet<>();
    for (Row request : requests) {
      ids.add(request.getAs("invoice_id"));
      ids.add(request.getAs("from_invoice_id"));
    }
    ids.remove(null);
    named.values().forEach(ids::addAll);
    Set<Object> accounts = new HashSet<>();
    payments.stream()
        .filter(row -> row.getAs("invoice") == null && row.getAs("account_id") != null)
        .forEach(row -> accounts.add(row.getAs("account_id")));
    List<Row> wanted =
        invoices
            .where(
                col("refers_to")
                    .isNull()
                    .and(
                        col("invoice_id")
                            .isin(ids.toArray())
                            .or(
                                col("account_id")
                                    .isin(accounts.toArray())
                                    .and(col("amount_due").gt(0)))))
            .collectAsList();
    Map<String, List<Row>> events = new HashMap<>();
    context
        .pinned(Table.INVOICE_EVENTS)
        .where(
            col("invoice_id").isin(wanted.stream().map(row -> row.getAs("invoice_id")).toArray()))
        .collectAsList()
        .forEach(
            row ->
                events.computeIfAbsent(row.getAs("invoice_id"), any -> new ArrayList<>()).add(row));
    Map<String, Followed> followed = new HashMap<>();
    for (Row row : wanted) {
      Followed one =
          Followed.of(row, events.getOrDefault(row.<String>getAs("invoice_id"), List.of()));
      followed.put(one.id(), one);
    }
    return followed;
  }
}
