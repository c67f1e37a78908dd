package io.lakebill.jobs.meter.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetMapValue;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Function1;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/** Columns over events as expressions that can be asked of a row, without a query. */
final class EventExpressions {

  private static final String PROPERTIES = "properties";

  private static final String TIME_ZONE = "time_zone";

  private static final StructType EVENT =
      StructType.fromDDL(
          """
          event_id STRING, source STRING, event_name STRING, subject STRING,
          event_time TIMESTAMP, event_date DATE, properties MAP<STRING, STRING>, time_zone STRING
          """);

  private EventExpressions() {}

  /** The expressions of some columns, analysed and simplified by Spark. */
  static List<Expression> resolve(SparkSession spark, List<Column> columns) {
    Column[] named =
        IntStream.range(0, columns.size())
            .mapToObj(i -> columns.get(i).as("asked_" + i))
            .toArray(Column[]::new);
    if (named.length == 0) {
      return List.of();
    }
    Dataset<Row> nothing =
        spark.createDataFrame(
            JavaSparkContext.fromSparkContext(spark.sparkContext()).<Row>emptyRDD(), EVENT);
    var asked = (org.apache.spark.sql.classic.Dataset<Row>) nothing.select(named);
    if (!(asked.queryExecution().optimizedPlan() instanceof Project project)) {
      throw new IllegalStateException("not a projection: " + asked.queryExecution());
    }
    List<Expression> expressions = new ArrayList<>();
    for (var expression : CollectionConverters.asJava(project.projectList())) {
      expressions.add(((Alias) expression).child());
    }
    return expressions;
  }

  /** The names of the properties that it reads. */
  static Stream<String> properties(Expression expression) {
    List<String> names = new ArrayList<>();
    visit(
        expression,
        part -> {
          if (part instanceof GetMapValue value) {
            names.add(nameOf(value));
          }
        });
    return names.stream();
  }

  /** The columns that it reads besides properties and what is known of who pays. */
  static Stream<String> columns(Expression expression) {
    List<String> names = new ArrayList<>();
    visit(
        expression,
        part -> {
          if (part instanceof AttributeReference column) {
            names.add(column.name());
          }
        });
    return names.stream().filter(name -> !name.equals(PROPERTIES) && !name.equals(TIME_ZONE));
  }

  private static void visit(Expression expression, Consumer<Expression> what) {
    what.accept(expression);
    CollectionConverters.asJava(expression.children()).forEach(child -> visit(child, what));
  }

  private static String nameOf(GetMapValue value) {
    return value.key() instanceof Literal literal && literal.value() instanceof UTF8String name
        ? name.toString()
        : unnamed(value);
  }

  private static String unnamed(GetMapValue value) {
    throw new IllegalStateException("a property without a name: " + value);
  }

  /**
   * Where things stand in a row.
   *
   * @param columns the names of its columns; the time zone comes after them
   * @param property the position of a property's column, -1 where it is in the map
   */
  record Binding(List<String> columns, ToIntFunction<String> property) {

    List<Expression> bind(List<Expression> expressions) {
      List<Expression> bound = new ArrayList<>();
      expressions.forEach(expression -> bound.add(bind(expression)));
      return bound;
    }

    private Expression bind(Expression expression) {
      return expression.transformDown(
          new AbstractPartialFunction<Expression, Expression>() {
            @Override
            public boolean isDefinedAt(Expression part) {
              return part instanceof GetMapValue || part instanceof AttributeReference;
            }

            @Override
            @SuppressWarnings("unchecked") // Scala's B takes in all expressions.
            public <A extends Expression, B> B applyOrElse(A part, Function1<A, B> otherwise) {
              return isDefinedAt(part) ? (B) bound(part) : otherwise.apply(part);
            }
          });
    }

    private Expression bound(Expression part) {
      if (part instanceof GetMapValue value) {
        int position = property.applyAsInt(nameOf(value));
        return position < 0 ? value : new BoundReference(position, DataTypes.StringType, true);
      }
      AttributeReference column = (AttributeReference) part;
      int position =
          column.name().equals(TIME_ZONE) ? columns.size() : columns.indexOf(column.name());
      if (position < 0) {
        throw new IllegalStateException("events are read without " + column.name());
      }
      return new BoundReference(position, column.dataType(), true);
    }
  }
}
