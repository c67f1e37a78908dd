package io.lakebill.jobs.meter.expression;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.analysis.Analyzer;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.catalog.InMemoryCatalog;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.classic.ColumnNodeToExpressionConverter$;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * No events: what a translated SQL is analysed on, so that Spark itself says that it is of the
 * right type, gives the same answer every time and reads nothing else. Needs no session.
 */
final class EmptyEvents {

  private static final StructType COLUMNS =
      StructType.fromDDL(
          """
          event_id STRING, source STRING, event_name STRING, subject STRING,
          event_time TIMESTAMP, properties MAP<STRING, STRING>
          """);

  private EmptyEvents() {}

  /** Refuses a column that is no condition to Spark. */
  static void requireCondition(Column column) {
    DataType type = requireValue(column);
    if (!type.equals(DataTypes.BooleanType)) {
      throw new SqlFault("a filter is true or false, but this is of type " + type.sql());
    }
  }

  /** Refuses a column that Spark would not accept, and gives its type. */
  static DataType requireValue(Column column) {
    LogicalPlan analysed;
    try {
      analysed =
          analyser().executeAndCheck(query(column), new QueryPlanningTracker(Option.empty()));
    } catch (Exception e) {
      // Scala does not declare the checked exceptions that it throws.
      throw new SqlFault(e.getMessage().strip().lines().findFirst().orElse(e.toString()));
    }
    if (!analysed.deterministic() || !analysed.subqueriesAll().isEmpty()) {
      throw new SqlFault("it does not give the same answer every time");
    }
    return analysed.schema().fields()[0].dataType();
  }

  private static LogicalPlan query(Column column) {
    NamedExpression named =
        ExpressionUtils.toNamed(ColumnNodeToExpressionConverter$.MODULE$.apply(column.node()));
    List<Attribute> events =
        List.copyOf(CollectionConverters.asJava(DataTypeUtils.toAttributes(COLUMNS)));
    return new Project(
        listOf(List.of(named)), LocalRelation.fromExternalRows(listOf(events), listOf(List.of())));
  }

  private static Analyzer analyser() {
    return new Analyzer(
        new SessionCatalog(
            new InMemoryCatalog(
                new SparkConf(false), new org.apache.hadoop.conf.Configuration(false)),
            FunctionRegistry$.MODULE$.builtin()));
  }

  private static <T> Seq<T> listOf(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
