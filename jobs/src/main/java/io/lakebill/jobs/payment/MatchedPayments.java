package io.lakebill.jobs.payment;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.account.PaymentResult;
import io.lakebill.schemas.table.Table;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Payments that requests match with invoices, and what of them is still unmatched. */
final class MatchedPayments {

  private final Map<String, PaymentResult> payments = new HashMap<>();
  private final Map<String, BigDecimal> unmatched = new HashMap<>();

  private MatchedPayments() {}

  /** Those that some requests name, as earlier runs left them. */
  static MatchedPayments of(RunContext context, List<Row> requests) {
    MatchedPayments matched = new MatchedPayments();
    Object[] ids =
        requests.stream()
            .filter(row -> row.getAs("request").equals("match"))
            .map(row -> row.getAs("payment_id"))
            .distinct()
            .toArray();
    if (ids.length == 0) {
      return matched;
    }
    context
        .pinned(Table.PAYMENTS)
        .where(col("payment_id").isin(ids))
        .collectAsList()
        .forEach(row -> matched.payments.put(row.getAs("payment_id"), Settlement.result(row)));
    context
        .pinned(Table.INVOICE_EVENTS)
        .where(col("payment_id").isin(ids).and(col("event").equalTo("unmatched")))
        .collectAsList()
        .forEach(
            row ->
                matched.unmatched.merge(
                    row.getAs("payment_id"), row.getAs("amount"), BigDecimal::add));
    return matched;
  }

  /**
   * Takes what a request matches off what is unmatched.
   *
   * @return the payment; empty if that is not unmatched, as after a night was taken back: then the
   *     request waits until it is
   */
  Optional<PaymentResult> take(Row request) {
    String id = request.getAs("payment_id");
    BigDecimal left =
        unmatched.getOrDefault(id, BigDecimal.ZERO).subtract(request.<BigDecimal>getAs("amount"));
    if (left.signum() < 0) {
      return Optional.empty();
    }
    unmatched.put(id, left);
    return Optional.of(payments.get(id));
  }
}
