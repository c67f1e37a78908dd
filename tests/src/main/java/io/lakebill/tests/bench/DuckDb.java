package io.lakebill.tests.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A DuckDB in this process, with as much memory as the heap and as many threads as processors. */
final class DuckDb implements AutoCloseable {

  private final Connection connection;

  private DuckDb(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens an empty database in memory.
   *
   * @param spill where it may put what does not fit
   */
  static DuckDb open(Path spill) {
    try {
      DuckDb duckDb = new DuckDb(DriverManager.getConnection("jdbc:duckdb:"));
      duckDb.run("SET memory_limit = '%d MiB'".formatted(Runtime.getRuntime().maxMemory() >> 20));
      duckDb.run("SET threads = " + Runtime.getRuntime().availableProcessors());
      duckDb.run("SET temp_directory = " + text(spill.toString()));
      return duckDb;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot open DuckDB", e);
    }
  }

  /** Runs a statement. */
  void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB refuses: " + sql, e);
    }
  }

  /** Sets a variable that queries get with {@code getvariable}. */
  void set(String variable, long value) {
    run("SET VARIABLE %s = %d::BIGINT".formatted(variable, value));
  }

  /** The rows of a query, each as the texts of its columns. */
  List<List<String>> rows(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          row.add(String.valueOf(result.getString(column)));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB refuses: " + sql, e);
    }
  }

  /** Writes the rows of a query into a Parquet file. */
  void write(String query, Path file) {
    run("COPY (%s) TO %s (FORMAT parquet)".formatted(query, text(file.toString())));
  }

  /** A table function that reads Parquet files. */
  static String files(List<String> files) {
    return files.stream()
        .map(DuckDb::text)
        .collect(Collectors.joining(", ", "read_parquet([", "])"));
  }

  /** A literal of text. */
  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** A query of the benchmark, by its name. */
  static String query(String name) {
    String resource = "/bench/" + name + ".sql";
    try (InputStream in = DuckDb.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close DuckDB", e);
    }
  }
}
