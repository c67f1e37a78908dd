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
import java.util.stream.Stream;
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

  /** A dimension as events have values for it; windows of different lengths are different. */
  record Dimension(String name, Optional<Window> window) {

    /** An event's value; null where it has none. */
    Column value() {
      return window.map(Dimension::nameOf).orElseGet(() -> EventValues.property(name));
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

  /** The dimensions, as events have values for them. */
  List<Dimension> asDimensions() {
    return dimensions.stream()
        .map(name -> new Dimension(name, name.equals(Window.DIMENSION) ? window : Optional.empty()))
        .toList();
  }

  /** An event's values, in the order of the dimensions; null where it has none. */
  Column values() {
    return texts(asDimensions().stream().map(Dimension::value));
  }

  /** The dimensions themselves. */
  Column names() {
    return texts(dimensions.stream().map(name -> lit(name)));
  }

  /** Columns as an array of texts, also where there are none. */
  static Column texts(Stream<Column> columns) {
    return array(columns.toArray(Column[]::new)).cast("array<string>");
  }
}
