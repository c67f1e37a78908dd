package io.lakebill.jobs.load;

import io.lakebill.schemas.account.AccountDatabase;
import io.lakebill.schemas.account.AccountReading;
import io.lakebill.schemas.account.RowKind;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Rows that a database answers with. All queries see the same moment: they are one transaction that
 * only reads.
 */
final class DatabaseRows {

  /** Rows that the driver holds at once. */
  private static final int FETCHED = 10_000;

  private final AccountDatabase database;
  private final Map<String, String> environment;
  private final String source;

  DatabaseRows(AccountDatabase database, Map<String, String> environment) {
    this.database = database;
    this.environment = environment;
    this.source = database.file().toString();
  }

  /** Asks everything; what cannot be answered is a problem of the document. */
  void read(AccountReading reading) {
    Optional<Properties> login = login(reading);
    if (login.isEmpty()) {
      return;
    }
    try (Connection connection = DriverManager.getConnection(database.url(), login.get())) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      for (Map.Entry<RowKind, String> query : new TreeMap<>(database.queries()).entrySet()) {
        if (!ask(connection, query.getKey(), query.getValue(), reading)) {
          return;
        }
      }
      connection.rollback();
    } catch (SQLException e) {
      reading.problem(source, "the database cannot be read: " + reason(e));
    }
  }

  /** Whether it answered; after an error the transaction answers nothing more. */
  private boolean ask(Connection connection, RowKind kind, String sql, AccountReading reading) {
    String place = source + " (" + kind.stem() + ")";
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCHED);
      try (ResultSet answer = statement.executeQuery(sql)) {
        TypedRows rows = new TypedRows(kind, place, columns(answer.getMetaData()));
        while (answer.next()) {
          rows.add(values(answer));
        }
        rows.into(reading);
      }
      return true;
    } catch (SQLException e) {
      reading.problem(place, "the query fails: " + reason(e));
      return false;
    }
  }

  private static List<String> columns(ResultSetMetaData answer) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= answer.getColumnCount(); i++) {
      columns.add(answer.getColumnLabel(i).toLowerCase(Locale.ROOT));
    }
    return columns;
  }

  private static List<Object> values(ResultSet answer) throws SQLException {
    int columns = answer.getMetaData().getColumnCount();
    List<Object> values = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      values.add(value(answer, i));
    }
    return values;
  }

  /** Times as they are written there: this machine's time zone must not move them. */
  private static Object value(ResultSet answer, int column) throws SQLException {
    ResultSetMetaData columns = answer.getMetaData();
    if (columns.getColumnType(column) == Types.TIMESTAMP_WITH_TIMEZONE
        || columns.getColumnTypeName(column).equals("timestamptz")) {
      OffsetDateTime time = answer.getObject(column, OffsetDateTime.class);
      return time == null ? null : time.toInstant();
    }
    return columns.getColumnType(column) == Types.TIMESTAMP
        ? answer.getObject(column, LocalDateTime.class)
        : answer.getObject(column);
  }

  private Optional<Properties> login(AccountReading reading) {
    Properties login = new Properties();
    if (database.propertiesFile().isPresent()) {
      Path file = database.propertiesFile().get();
      try (Reader in = Files.newBufferedReader(file)) {
        login.load(in);
      } catch (IOException | IllegalArgumentException e) {
        reading.problem(source, "the properties " + file + " cannot be read: " + e.getMessage());
        return Optional.empty();
      }
    }
    boolean isKnown = put(login, "user", database.user(), reading);
    return put(login, "password", database.password(), reading) && isKnown
        ? Optional.of(login)
        : Optional.empty();
  }

  private boolean put(
      Properties login, String property, Optional<String> variable, AccountReading reading) {
    if (variable.isEmpty()) {
      return true;
    }
    String value = environment.get(variable.get());
    if (value == null) {
      reading.problem(
          source,
          "the environment has no %s, which should hold the %s"
              .formatted(variable.get(), property));
      return false;
    }
    login.setProperty(property, value);
    return true;
  }

  /** Drivers answer in several lines; people want the first. */
  private static String reason(SQLException e) {
    return e.getMessage() == null
        ? "state " + e.getSQLState()
        : e.getMessage().lines().findFirst().orElse("");
  }
}
