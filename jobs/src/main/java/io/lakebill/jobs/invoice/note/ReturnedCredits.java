package io.lakebill.jobs.invoice.note;

import io.lakebill.pricing.issued.IssuedDocument;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/**
 * What credits get back by credit notes: what burned last comes back first, and never more than
 * burned.
 *
 * @param burned rows of {@code credit_ledger}: what burned on an invoice, the last first
 * @param promotional the ids of grants that are discounts
 * @param ledger the columns of {@code credit_ledger}
 */
record ReturnedCredits(List<Burned> burned, Set<String> promotional, StructType ledger) {

  /** What is left of a burn, in a unit. */
  private record Burned(Row row, BigDecimal left) {

    Burned less(BigDecimal amount) {
      return new Burned(row, left.subtract(amount));
    }

    /** Returns have the line of the note; the charge and the grant are those of the burn. */
    List<Object> key() {
      List<Object> key = new ArrayList<>();
      for (String column :
          List.of("credit_grant_id", "recurrence", "unit", "subscription_id", "charge_id")) {
        key.add(row.getAs(column));
      }
      return key;
    }
  }

  private static final Comparator<Row> LAST_FIRST =
      Comparator.<Row, Integer>comparing(
              row -> Objects.requireNonNullElse(row.<Integer>getAs("line_number"), 0))
          .thenComparing(row -> row.<String>getAs("credit_grant_id"))
          .thenComparing(row -> Objects.requireNonNullElse(row.<Integer>getAs("recurrence"), 0))
          .thenComparing(row -> Objects.toString(row.getAs("charge_id")))
          .reversed();

  /**
   * What is left of what burned on an invoice.
   *
   * @param entries the burned side of what burned on it, and of what its credit notes gave back
   */
  static ReturnedCredits of(List<Row> entries, Set<String> promotional, StructType ledger) {
    List<Burned> left = new ArrayList<>();
    entries.stream()
        .filter(row -> row.getAs("entry").equals("burn"))
        .sorted(LAST_FIRST)
        .forEach(row -> left.add(new Burned(row, row.getAs("amount"))));
    Map<List<Object>, BigDecimal> returned = new HashMap<>();
    entries.stream()
        .filter(row -> row.getAs("entry").equals("return"))
        .map(row -> new Burned(row, row.<BigDecimal>getAs("amount").negate()))
        .forEach(one -> returned.merge(one.key(), one.left(), BigDecimal::add));
    left.replaceAll(
        one -> {
          BigDecimal of = returned.getOrDefault(one.key(), BigDecimal.ZERO).min(one.left());
          returned.merge(one.key(), of.negate(), BigDecimal::add);
          return one.less(of);
        });
    return new ReturnedCredits(left, promotional, ledger);
  }

  /**
   * The rows of what a credit note gives back, in two sides each.
   *
   * @param isVoid whether it takes back all that is left, with discounts and other units
   */
  List<Row> by(IssuedDocument note, boolean isVoid, String noteId, LocalDate date, long token) {
    List<Row> rows = new ArrayList<>();
    BigDecimal paid = note.paidByCredits().amount().negate();
    for (Burned one : burned) {
      boolean isMoney = !one.row().isNullAt(one.row().fieldIndex("line_number"));
      boolean isPayment =
          isMoney && !promotional.contains(one.row().<String>getAs("credit_grant_id"));
      BigDecimal amount = isVoid ? one.left() : isPayment ? one.left().min(paid) : BigDecimal.ZERO;
      if (isPayment) {
        paid = paid.subtract(amount);
      }
      if (amount.signum() > 0) {
        Integer line = isMoney ? lineOf(note, one.row().getAs("line_number")) : null;
        rows.add(row(one.row(), "burned", amount.negate(), line, noteId, date, token));
        rows.add(row(one.row(), "available", amount, line, noteId, date, token));
      }
    }
    return rows;
  }

  /**
   * The rows by which what came back burns once more, on an invoice with the same lines.
   *
   * @param returned by the credit note of the void one, which has all of its lines
   */
  static List<Row> burnedAgain(List<Row> returned, String invoiceId, LocalDate billingDate) {
    return returned.stream()
        .map(
            row -> {
              Object[] values = new Object[row.size()];
              for (int i = 0; i < values.length; i++) {
                values[i] = row.get(i);
              }
              values[row.fieldIndex("entry")] = "burn";
              values[row.fieldIndex("amount")] = row.<BigDecimal>getAs("amount").negate();
              values[row.fieldIndex("invoice_id")] = invoiceId;
              values[row.fieldIndex("entry_date")] = billingDate;
              return (Row) new GenericRowWithSchema(values, row.schema());
            })
        .toList();
  }

  /** The line of the note that takes the paid one back, or else its first. */
  private static int lineOf(IssuedDocument note, int paid) {
    for (int i = 0; i < note.lines().size(); i++) {
      if (note.lines().get(i).number() == paid) {
        return i + 1;
      }
    }
    return 1;
  }

  private Row row(
      Row burn,
      String side,
      BigDecimal amount,
      Integer line,
      String noteId,
      LocalDate date,
      long token) {
    Object[] values = {
      burn.getAs("credit_grant_id"),
      burn.getAs("account_id"),
      "return",
      side,
      burn.getAs("unit"),
      amount,
      noteId,
      line,
      burn.getAs("subscription_id"),
      burn.getAs("charge_id"),
      date,
      token,
      burn.getAs("recurrence")
    };
    return new GenericRowWithSchema(values, ledger);
  }
}
