package io.lakebill.jobs.meter.priced;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.meter.expression.DimensionSql;
import io.lakebill.jobs.meter.expression.EventValues;
import io.lakebill.pricing.model.SegmentedPricing;
import io.lakebill.schemas.catalog.Meter;
import io.lakebill.schemas.catalog.MeterDimension;
import io.lakebill.schemas.catalog.Profile;
import io.lakebill.schemas.catalog.Window;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * What a charge wants usage split by: dimensions, of which one may be the window and one the
 * segment.
 */
public record Split(List<Dimension> dimensions) {

  private static final long HOUR_MICROS = 3_600_000_000L;

  /** The dimensions of a charge on a profile of a meter, by their names. */
  static Split of(List<String> names, Meter meter, Profile profile) {
    return new Split(names.stream().map(name -> dimension(name, meter, profile)).toList());
  }

  private static Dimension dimension(String name, Meter meter, Profile profile) {
    return new Dimension(
        name,
        name.equals(Window.DIMENSION) ? profile.countedPer() : Optional.empty(),
        meter.dimension(name).flatMap(MeterDimension::sql),
        isOfSeveralDays(name) ? SegmentedPricing.firstDays(name) : List.of());
  }

  private static boolean isOfSeveralDays(String name) {
    return SegmentedPricing.isSegment(name) && !name.equals(SegmentedPricing.BY_DAY);
  }

  /**
   * A dimension as events have values for it; windows of different lengths are different, and so
   * are expressions.
   *
   * @param segments the first days of the segments that it tells apart; none for any other
   */
  public record Dimension(
      String name, Optional<Window> window, Optional<String> sql, List<LocalDate> segments) {

    /** An event's value; null where it has none. */
    public Column value() {
      if (!segments.isEmpty()) {
        return segment(to_date(clock()));
      }
      if (name.equals(SegmentedPricing.BY_DAY)) {
        return day(clock());
      }
      return window
          .map(Dimension::nameOf)
          .or(() -> sql.map(DimensionSql::column))
          .orElseGet(() -> EventValues.property(name));
    }

    /** The first day of the segment that a day is in. */
    private Column segment(Column day) {
      Column segment = lit(segments.get(0).toString());
      for (LocalDate from : segments.subList(1, segments.size())) {
        segment = when(day.geq(lit(from)), lit(from.toString())).otherwise(segment);
      }
      return segment;
    }

    private static Column clock() {
      return from_utc_timestamp(col("event_time"), col("time_zone"));
    }

    private static Column day(Column clock) {
      return date_format(clock, "yyyy-MM-dd");
    }

    /** The window that an event is in, by the clock of its account. */
    private static Column nameOf(Window window) {
      Column clock = clock();
      if (window == Window.DAY) {
        return day(clock);
      }
      Column sinceFullHour = pmod(unix_micros(clock), lit(HOUR_MICROS));
      Column start = timestamp_micros(unix_micros(col("event_time")).minus(sinceFullHour));
      return date_format(start, "yyyy-MM-dd'T'HH:mm:ss'Z'");
    }
  }

  /** The names of the dimensions. */
  public List<String> names() {
    return dimensions.stream().map(Dimension::name).toList();
  }

  /** An event's values, in the order of the dimensions; null where it has none. */
  public Column values() {
    return texts(dimensions.stream().map(Dimension::value));
  }

  /** The names themselves, as a column. */
  public Column namesColumn() {
    return texts(names().stream().map(name -> lit(name)));
  }

  /** Columns as an array of texts, also where there are none. */
  static Column texts(Stream<Column> columns) {
    return array(columns.toArray(Column[]::new)).cast("array<string>");
  }
}
