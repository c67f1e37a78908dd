package io.lakebill.jobs.meter.expression;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * What a user's SQL reads of events. Catalogs of the past may hold SQL that is refused today; what
 * invoices of then rest on is among what it names all the same.
 */
public final class SqlProperties {

  private SqlProperties() {}

  /** Columns that read all that a filter reads. */
  public static Stream<Column> ofFilter(String filter) {
    return orNamed(filter, () -> Stream.of(MeterFilter.column(filter)));
  }

  /** Columns that read all that an aggregation reads. */
  public static Stream<Column> ofAggregate(String sql) {
    return orNamed(
        sql,
        () -> {
          SqlAggregate aggregate = SqlAggregate.of(sql, number -> "argument_" + number);
          return Stream.concat(aggregate.condition().stream(), aggregate.arguments().stream());
        });
  }

  /** Columns that read all that a dimension reads. */
  public static Stream<Column> ofDimension(String sql) {
    return orNamed(sql, () -> Stream.of(DimensionSql.column(sql)));
  }

  private static Stream<Column> orNamed(String sql, Supplier<Stream<Column>> columns) {
    try {
      return columns.get();
    } catch (SqlFault refusedToday) {
      return new SqlText(sql).properties().stream().map(EventValues::property);
    }
  }
}
