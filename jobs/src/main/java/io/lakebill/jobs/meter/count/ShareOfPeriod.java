package io.lakebill.jobs.meter.count;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.meter.expression.ExactNumber;
import io.lakebill.jobs.meter.priced.History;
import io.lakebill.jobs.meter.priced.MeteredProfile;
import io.lakebill.schemas.catalog.Aggregation;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF8;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;

/**
 * A sum of which each value counts for the part of the period from its time on: value times what is
 * left of the period by its length. What came before the period counts in full. So no order is
 * needed: the sum of values times their times says it. Time is in microseconds, or in whole days of
 * the account's clock. Computed exactly, rounded once at 18 decimals.
 */
record ShareOfPeriod(MeteredProfile profile) implements Stock {

  private static final long DAY_MICROS = 86_400_000_000L;

  private static final UserDefinedFunction SHARE =
      functions.udf(
          (UDF8<
                  BigDecimal,
                  BigDecimal,
                  BigDecimal,
                  BigDecimal,
                  BigDecimal,
                  BigDecimal,
                  Long,
                  Long,
                  BigDecimal>)
              ShareOfPeriod::share,
          ExactNumber.type());

  @Override
  public Optional<Column> inOrder(WindowSpec order) {
    return Optional.empty();
  }

  @Override
  public Stream<Column> values() {
    Column value = profile().value();
    Column time =
        isByDay()
            ? since(day(from_utc_timestamp(col("event_time"), col("time_zone"))))
            : since(unix_micros(col("event_time")));
    Column one = lit(1L);
    return Stream.of(
        as(sum(UnitHours.wholes(value, one)), "wholes"),
        as(sum(UnitHours.fractions(value, one)), "fractions"),
        as(sum(UnitHours.wholes(value, time)), "timed_wholes"),
        as(sum(UnitHours.fractions(value, time)), "timed_fractions"),
        as(max(col("time_zone")), "zone"));
  }

  @Override
  public Column quantity() {
    return SHARE.apply(
        sum(when(History.IS_EARLIER, column("wholes"))),
        sum(when(History.IS_EARLIER, column("fractions"))),
        ofPeriodItself("wholes"),
        ofPeriodItself("fractions"),
        ofPeriodItself("timed_wholes"),
        ofPeriodItself("timed_fractions"),
        edge("start_utc"),
        edge("end_utc"));
  }

  private Column ofPeriodItself(String name) {
    return max(own(column(name), null));
  }

  /** Both ends are midnights of the clock; days are counted from where it stands there. */
  private Column edge(String name) {
    return isByDay()
        ? since(day(from_utc_timestamp(max(name), max(column("zone")))))
        : since(unix_micros(max(name)));
  }

  /** Since about when the period starts, so that products have room. */
  private Column since(Column time) {
    Column start = unix_date(col("period_start")).cast("long");
    return time.minus(isByDay() ? start : start.multiply(DAY_MICROS));
  }

  private static Column day(Column clock) {
    return unix_date(to_date(clock)).cast("long");
  }

  private boolean isByDay() {
    return profile().profile().aggregation() == Aggregation.PRORATED_SUM;
  }

  private static BigDecimal share(
      BigDecimal wholesBefore,
      BigDecimal fractionsBefore,
      BigDecimal wholes,
      BigDecimal fractions,
      BigDecimal timedWholes,
      BigDecimal timedFractions,
      Long start,
      Long end) {
    if (wholesBefore == null && wholes == null) {
      return null;
    }
    BigDecimal length = BigDecimal.valueOf(end - start);
    BigDecimal weighted =
        exact(wholesBefore, fractionsBefore)
            .multiply(length)
            .add(exact(wholes, fractions).multiply(BigDecimal.valueOf(end)))
            .subtract(exact(timedWholes, timedFractions));
    return ExactNumber.quotient(weighted, length);
  }

  private static BigDecimal exact(BigDecimal wholes, BigDecimal fractions) {
    return wholes == null ? BigDecimal.ZERO : wholes.add(fractions);
  }
}
