package io.lakebill.jobs.run;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Something that is signed when a month is closed.
 *
 * @param section what it is about, of {@link #SECTIONS}
 * @param item what of it
 * @param currency of the amounts; null without any
 * @param count of how many things
 * @param net before tax; null without amounts, as are the others
 */
public record Figure(
    String section,
    String item,
    String currency,
    long count,
    BigDecimal net,
    BigDecimal tax,
    BigDecimal total) {

  /** All that a month has figures of, in the order in which they are read. */
  public static final List<String> SECTIONS =
      List.of(
          "documents",
          "plans",
          "taxes",
          "credits",
          "corrections",
          "held",
          "changed",
          "late",
          "receivables",
          "waiting");

  /** In the order in which they are read. */
  public static final Comparator<Figure> ORDER =
      Comparator.<Figure>comparingInt(figure -> SECTIONS.indexOf(figure.section()))
          .thenComparing(Figure::item)
          .thenComparing(Figure::currency, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** Reads a row of these columns, in this order. */
  public static Figure of(Row row) {
    return of(row, 0);
  }

  /** The same, where other columns stand before them. */
  public static Figure of(Row row, int first) {
    return new Figure(
        row.getString(first),
        row.getString(first + 1),
        row.getString(first + 2),
        row.getLong(first + 3),
        row.getDecimal(first + 4),
        row.getDecimal(first + 5),
        row.getDecimal(first + 6));
  }

  /** The same as a row. */
  Row row() {
    return RowFactory.create(section, item, currency, count, net, tax, total);
  }
}
