package io.lakebill.jobs.payment;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.run.Published;
import io.lakebill.schemas.account.PaymentResult;
import io.lakebill.schemas.account.RowKind;
import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.document.Problem;
import io.lakebill.schemas.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Adds what payment systems and banks tell of to {@code payments}; the next run settles it. What
 * was told before is not added again; the same id with something else is refused, with all that
 * comes with it.
 */
public final class ImportPayments {

  private final Lake lake;
  private final Clock clock;

  /** Into a lake, on a clock that tests can set. */
  public ImportPayments(Lake lake, Clock clock) {
    this.lake = lake;
    this.clock = clock;
  }

  /**
   * What came of an import.
   *
   * @param added that the lake did not have
   * @param unchanged that it had
   * @param unmatched what of it will belong to no invoice as things are, a sentence each
   */
  public record Imported(long added, long unchanged, List<String> unmatched) {}

  /** With which the numbers of invoices begin. */
  public List<String> prefixes() {
    return lake
        .read(Table.SELLERS)
        .select("invoice_prefix")
        .distinct()
        .orderBy("invoice_prefix")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /**
   * Imports results.
   *
   * @throws InvalidDocuments if one has the id of another
   */
  public Imported add(List<PaymentResult> results) {
    Dataset<Row> rows = frame(results);
    Map<String, PaymentResult> stored = new HashMap<>();
    lake.read(Table.PAYMENTS)
        .join(rows.select("payment_id"), new String[] {"payment_id"}, "left_semi")
        .collectAsList()
        .forEach(row -> stored.put(row.getAs("payment_id"), Settlement.result(row)));
    requireSame(results, stored);
    List<PaymentResult> added =
        results.stream().filter(result -> !stored.containsKey(result.id())).toList();
    if (added.isEmpty()) {
      return new Imported(0, results.size(), List.of());
    }
    Dataset<Row> news = frame(added);
    lake.append(Table.PAYMENTS, news, WriteKey.of("payments-" + UUID.randomUUID()));
    return new Imported(added.size(), results.size() - added.size(), unmatched(added, news));
  }

  private static void requireSame(List<PaymentResult> results, Map<String, PaymentResult> stored) {
    List<Problem> problems = new ArrayList<>();
    for (PaymentResult result : results) {
      PaymentResult before = stored.get(result.id());
      if (before != null && !before.equals(result)) {
        problems.add(
            new Problem(
                "payments",
                0,
                RowKind.PAYMENTS.stem() + "/" + result.id(),
                "is there already with something else: %s of %s %s on %s for %s; a result does not change, tell another with an id of its own"
                    .formatted(
                        before.kindOfResult().name().toLowerCase(Locale.ROOT),
                        before.amount().toPlainString(),
                        before.currency(),
                        before.date(),
                        before.namedInvoice().orElse(String.valueOf(before.accountId())))));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidDocuments(problems);
    }
  }

  private List<String> unmatched(List<PaymentResult> added, Dataset<Row> rows) {
    Optional<Row> last = Published.last(lake);
    Map<String, List<String>> named =
        NamedInvoices.of(
            rows,
            Published.read(lake, Table.INVOICES, last),
            Published.read(lake, Table.PAYMENT_EXPORT, last));
    return added.stream()
        .filter(
            result ->
                result.namedInvoice().isPresent()
                    ? !named.containsKey(result.id())
                    : result.accountId() == null)
        .map(
            result ->
                "payment %s: %s"
                    .formatted(
                        result.id(),
                        result
                            .namedInvoice()
                            .map("there is no invoice %s"::formatted)
                            .orElse("it names neither invoice nor account")))
        .toList();
  }

  private Dataset<Row> frame(List<PaymentResult> results) {
    Instant now = clock.instant();
    return lake.spark()
        .createDataFrame(
            results.stream()
                .map(
                    result ->
                        RowFactory.create(
                            result.paymentId(),
                            result.kindOfResult().name().toLowerCase(Locale.ROOT),
                            result.invoice(),
                            result.accountId(),
                            result.amount(),
                            result.currency(),
                            result.date(),
                            result.reason(),
                            result.reference(),
                            now))
                .toList(),
            lake.schema(Table.PAYMENTS));
  }
}
