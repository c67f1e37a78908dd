package io.lakebill.jobs.run;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which months are closed. Months are closed in their order, and opened again in the opposite one.
 * Closing a month closes all before it; a document is in the first closing of its month or a later
 * one that comes after its publication, so that what was signed of a month never changes.
 *
 * @param all in the order in which they were done
 */
public record Closings(List<Closing> all) {

  /** Copies the list. */
  public Closings {
    all = all.stream().sorted(Comparator.comparing(Closing::number)).toList();
  }

  /** Those of rows of {@code period_closings}. */
  public static Closings of(Dataset<Row> rows) {
    return new Closings(rows.collectAsList().stream().map(Closing::of).toList());
  }

  /** Those that are in force, by month. */
  public NavigableMap<YearMonth, Closing> inForce() {
    return inForceBefore(Long.MAX_VALUE);
  }

  /** Those that were in force when one of a number was done. */
  public NavigableMap<YearMonth, Closing> inForceBefore(long number) {
    NavigableMap<YearMonth, Closing> closed = new TreeMap<>();
    for (Closing closing : all) {
      if (closing.number() < number) {
        if (closing.isClose()) {
          closed.put(closing.period(), closing);
        } else {
          closed.remove(closing.period());
        }
      }
    }
    return closed;
  }

  /** What closed the month of a day, if it is closed. */
  public Optional<Closing> closed(LocalDate day) {
    return Optional.ofNullable(inForce().ceilingEntry(YearMonth.from(day)))
        .map(Map.Entry::getValue);
  }

  /**
   * A month as it is closed.
   *
   * @throws OutOfOrderException if it is closed already
   */
  public Closing close(
      YearMonth period,
      String by,
      String reason,
      Instant at,
      Row publication,
      List<Figure> figures) {
    closed(period.atEndOfMonth())
        .ifPresent(
            closing -> {
              throw new OutOfOrderException("%s is closed: %s".formatted(period, told(closing)));
            });
    return new Closing(
            next(),
            period,
            Closing.CLOSE,
            by,
            reason,
            at,
            publication.<Long>getAs("publication"),
            publication.<Long>getAs("landing"),
            figures.stream().sorted(Figure.ORDER).toList(),
            null,
            null,
            null)
        .sealed(lastHash());
  }

  /**
   * A month as it is opened again.
   *
   * @throws OutOfOrderException if it is not the last that is closed
   */
  public Closing reopen(YearMonth period, String by, String reason, Instant at, Row publication) {
    YearMonth last = inForce().isEmpty() ? null : inForce().lastKey();
    if (!period.equals(last)) {
      throw new OutOfOrderException(
          last == null
              ? "no month is closed"
              : "only the last month that is closed can be opened again: %s".formatted(last));
    }
    return new Closing(
            next(),
            period,
            Closing.REOPEN,
            by,
            reason,
            at,
            publication.<Long>getAs("publication"),
            0,
            List.of(),
            null,
            null,
            null)
        .sealed(lastHash());
  }

  /** Refuses a run whose documents would be dated in a month that is closed. */
  void requireOpen(LocalDate asOf) {
    closed(asOf)
        .ifPresent(
            closing -> {
              throw new OutOfOrderException(
                  "a run of %s would issue documents in a month that is closed: %s; run a later date, or `reopen --period %s`"
                      .formatted(asOf, told(closing), closing.period()));
            });
  }

  private static String told(Closing closing) {
    return "%s closed %s on %s"
        .formatted(
            closing.by(),
            closing.period(),
            closing.at().atZone(java.time.ZoneOffset.UTC).toLocalDate());
  }

  private long next() {
    return all.size() + 1L;
  }

  private String lastHash() {
    return all.isEmpty() ? "" : all.get(all.size() - 1).chainHash();
  }

  /** What is not as it was sealed, each in a sentence. */
  public List<String> breaches() {
    List<String> breaches = new ArrayList<>();
    String last = "";
    for (int i = 0; i < all.size(); i++) {
      Closing closing = all.get(i);
      Closing sealed = closing.sealed(last);
      if (closing.number() != i + 1L || !closing.equals(sealed)) {
        breaches.add(
            "%s of %s (closing %d): it is not what was sealed, or does not follow the one before it"
                .formatted(closing.action(), closing.period(), closing.number()));
      }
      last = closing.chainHash();
    }
    return breaches;
  }
}
