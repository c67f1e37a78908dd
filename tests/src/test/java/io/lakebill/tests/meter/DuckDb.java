package io.lakebill.tests.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Another opinion on usage: DuckDB over the same files, with periods and windows that come from
 * java.time and queries that share nothing with Lakebill's.
 */
final class DuckDb {

  private static final Map<String, ZoneId> ZONES =
      Map.of(
          "random-utc", ZoneId.of("UTC"),
          "random-york", ZoneId.of("America/New_York"),
          "random-howe", ZoneId.of("Australia/Lord_Howe"));

  private static final List<LocalDate> PERIODS =
      List.of(
          LocalDate.of(2026, 1, 15),
          LocalDate.of(2026, 2, 1),
          LocalDate.of(2026, 3, 1),
          LocalDate.of(2026, 4, 1),
          LocalDate.of(2026, 5, 1),
          LocalDate.of(2026, 6, 1));

  private final Connection connection;

  private DuckDb(Connection connection) {
    this.connection = connection;
  }

  /** Writes rows as Parquet files, and reads them. */
  static DuckDb withFiles(Path directory, List<List<List<String>>> files) {
    try {
      Files.createDirectories(directory);
      DuckDb duckDb = new DuckDb(DriverManager.getConnection("jdbc:duckdb:"));
      for (int i = 0; i < files.size(); i++) {
        duckDb.write(directory.resolve("events-" + i + ".parquet"), files.get(i));
      }
      duckDb.read(directory);
      return duckDb;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Usage as text, one row each, sorted.
   *
   * @param query account, period, dimension values, dividend, divisor, events, skipped
   */
  List<String> usage(String query) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> usage = new ArrayList<>();
      while (rows.next()) {
        BigDecimal quantity =
            new BigDecimal(rows.getString(4))
                .divide(new BigDecimal(rows.getString(5)), 18, RoundingMode.HALF_UP);
        usage.add(
            String.join(
                ",",
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString(),
                rows.getString(6),
                rows.getString(7)));
      }
      return usage.stream().sorted().toList();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(Path file, List<List<String>> rows) throws SQLException {
    String columns =
        RandomEvents.COLUMNS.stream()
            .map(column -> '"' + column + "\" VARCHAR")
            .collect(Collectors.joining(", "));
    execute("CREATE OR REPLACE TABLE raw (" + columns + ")");
    insert("raw", rows);
    execute("COPY raw TO '" + file + "' (FORMAT parquet)");
  }

  private void read(Path directory) throws SQLException {
    execute("CREATE TABLE periods (account VARCHAR, period DATE, t0 TIMESTAMP, t1 TIMESTAMP)");
    execute(
        "CREATE TABLE windows (account VARCHAR, kind VARCHAR, name VARCHAR, t0 TIMESTAMP, t1 TIMESTAMP)");
    for (var zone : ZONES.entrySet()) {
      insert("periods", periods(zone.getKey(), zone.getValue()));
      insert("windows", days(zone.getKey(), zone.getValue()));
      insert("windows", hours(zone.getKey(), zone.getValue()));
    }
    execute(
        """
        CREATE TABLE events AS
        SELECT e.*, period, t0, t1,
          CASE
            WHEN regexp_full_match(trim(value), '[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][0-9]+)?')
              THEN TRY_CAST(trim(value) AS DECIMAL(38, 18))
          END AS v
        FROM (SELECT DISTINCT * EXCLUDE (sent), CAST(replace(sent, 'Z', '') AS TIMESTAMP) AS t
              FROM read_parquet('%s/*.parquet')) e
        JOIN periods p ON p.account = e.account AND t >= t0 AND t < t1
        """
            .formatted(directory));
  }

  private static List<List<String>> periods(String account, ZoneId zone) {
    return IntStream.range(0, PERIODS.size() - 1)
        .mapToObj(
            i ->
                List.of(
                    account,
                    PERIODS.get(i).toString(),
                    utc(PERIODS.get(i).atStartOfDay(zone).toInstant()),
                    utc(PERIODS.get(i + 1).atStartOfDay(zone).toInstant())))
        .toList();
  }

  private static List<List<String>> days(String account, ZoneId zone) {
    return PERIODS
        .get(0)
        .datesUntil(PERIODS.get(PERIODS.size() - 1))
        .map(
            day ->
                List.of(
                    account,
                    "day",
                    day.toString(),
                    utc(day.atStartOfDay(zone).toInstant()),
                    utc(day.plusDays(1).atStartOfDay(zone).toInstant())))
        .toList();
  }

  /** Minute by minute: an hour is a run of minutes whose clock is equally far past the hour. */
  private static List<List<String>> hours(String account, ZoneId zone) {
    Instant minute = PERIODS.get(0).atStartOfDay(zone).toInstant();
    Instant end = PERIODS.get(PERIODS.size() - 1).atStartOfDay(zone).toInstant();
    List<List<String>> hours = new ArrayList<>();
    Instant from = minute;
    Instant start = minute;
    for (; minute.isBefore(end); minute = minute.plus(1, ChronoUnit.MINUTES)) {
      Instant itsStart = minute.minus(minute.atZone(zone).getMinute(), ChronoUnit.MINUTES);
      if (!itsStart.equals(start)) {
        hours.add(List.of(account, "hour", start.toString(), utc(from), utc(minute)));
        from = minute;
        start = itsStart;
      }
    }
    hours.add(List.of(account, "hour", start.toString(), utc(from), utc(end)));
    return hours;
  }

  private static String utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
  }

  private void insert(String table, List<List<String>> rows) throws SQLException {
    execute(
        rows.stream()
            .map(
                row ->
                    row.stream().map(DuckDb::literal).collect(Collectors.joining(", ", "(", ")")))
            .collect(Collectors.joining(", ", "INSERT INTO " + table + " VALUES ", "")));
  }

  private static String literal(String value) {
    return value == null ? "NULL" : "'" + value + "'";
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
