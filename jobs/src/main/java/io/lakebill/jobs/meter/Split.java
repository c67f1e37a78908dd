package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_micros;

import io.lakebill.jobs.meter.expression.EventValues;
import io.lakebill.schemas.catalog.Window;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * What a charge wants usage split by: dimensions, of which one may be the window.
 *
 * @param window the window of the meter, where {@link Window#DIMENSION} is among the dimensions
 */
record Split(List<String> dimensions, Optional<Window> window) {

  private static final long HOUR_MICROS = 3_600_000_000L;

  /** The dimensions of a charge on a meter that may have windows. */
  static Split of(List<String> dimensions, Optional<Window> ofMeter) {
    return new Split(
        dimensions, dimensions.contains(Window.DIMENSION) ? ofMeter : Optional.empty());
  }

  /** An event's values, in the order of the dimensions; null where it has none. */
  Column values() {
    return array(dimensions.stream().map(this::value).toArray(Column[]::new)).cast("array<string>");
  }

  /** The dimensions themselves. */
  Column names() {
    return array(dimensions.stream().map(name -> lit(name)).toArray(Column[]::new))
        .cast("array<string>");
  }

  private Column value(String dimension) {
    return dimension.equals(Window.DIMENSION)
        ? window.map(Split::nameOf).orElseGet(() -> EventValues.property(dimension))
        : EventValues.property(dimension);
  }

  /** The window that an event is in, by the clock of its account. */
  private static Column nameOf(Window window) {
    Column clock = from_utc_timestamp(col("event_time"), col("time_zone"));
    if (window == Window.DAY) {
      return date_format(clock, "yyyy-MM-dd");
    }
    Column sinceFullHour = pmod(unix_micros(clock), lit(HOUR_MICROS));
    Column start = timestamp_micros(unix_micros(col("event_time")).minus(sinceFullHour));
    return date_format(start, "yyyy-MM-dd'T'HH:mm:ss'Z'");
  }
}
