package io.lakebill.jobs.report;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.report.Statements.Statement;
import io.lakebill.jobs.run.Published;
import io.lakebill.schemas.table.Table;
import io.lakebill.schemas.table.View;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** The lake's tables as readers see them: what is published, and the inputs as they are. */
public final class PublishedTables {

  private static final String BEFORE = "SELECT * FROM (\n";

  private final Lake lake;
  private final Optional<Row> publication;

  /** Looks up once what is published, so that all tables belong together. */
  public PublishedTables(Lake lake) {
    this.lake = lake;
    this.publication = Published.last(lake);
  }

  /** The session to ask with. */
  SparkSession spark() {
    return lake.spark();
  }

  /** The published rows of a table. */
  public Dataset<Row> read(Table table) {
    return Published.read(lake, table, publication);
  }

  /** The published rows of a table or view. */
  public Dataset<Row> named(String name) {
    return Arrays.stream(View.values())
        .filter(view -> view.viewName().equals(name))
        .findFirst()
        .map(this::read)
        .orElseGet(() -> read(Table.named(name)));
  }

  private Dataset<Row> read(View view) {
    view.tables().forEach(this::register);
    return lake.spark().sql(view.sql());
  }

  private void register(Table table) {
    read(table).createOrReplaceTempView(table.tableName());
  }

  /** Answers one query. */
  public QueryResult query(String sql) {
    return queries(sql).get(0);
  }

  /**
   * Answers queries over the tables by name. All are understood before the first is answered.
   *
   * @param queries with semicolons between them
   * @throws BadQueryException if one cannot be answered
   */
  public List<QueryResult> queries(String queries) {
    String names = queries.toLowerCase(Locale.ROOT);
    for (Table table : Table.values()) {
      if (names.contains(table.tableName())) {
        register(table);
      }
    }
    for (View view : View.values()) {
      if (names.contains(view.viewName())) {
        read(view).createOrReplaceTempView(view.viewName());
      }
    }
    List<Statement> statements = Statements.of(queries);
    List<Dataset<Row>> answers =
        statements.stream()
            .map(statement -> asked(statement, () -> understood(statement)))
            .toList();
    return IntStream.range(0, answers.size())
        .mapToObj(i -> asked(statements.get(i), () -> QueryResult.of(answers.get(i))))
        .toList();
  }

  /** Only a query can stand in brackets; a statement that changes something cannot. */
  private Dataset<Row> understood(Statement statement) throws ParseException {
    var unused = lake.spark().sessionState().sqlParser().parseQuery(statement.text());
    return lake.spark().sql(BEFORE + statement.text() + "\n)");
  }

  private static <T> T asked(Statement statement, Callable<T> work) {
    try {
      return work.call();
    } catch (Exception e) {
      Optional<BadQueryException> problem = QueryProblem.of(e, statement, BEFORE.length());
      if (problem.isPresent()) {
        throw problem.get();
      }
      // Scala does not declare the checked exceptions that it throws.
      throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
    }
  }
}
