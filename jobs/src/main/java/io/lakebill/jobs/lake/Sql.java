package io.lakebill.jobs.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.analysis.NameParameterizedQuery;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import scala.Option;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Queries kept as {@code /sql/<name>.sql} resources, with named parameters. */
public final class Sql {

  private Sql() {}

  /**
   * The answer to a query over frames that it names. They stand before it as if by {@code WITH}, so
   * that nothing is registered in the session: each temporary view would be a command of its own,
   * and queries made side by side could take each other's.
   *
   * @param frames frame by the name the query reads it under
   * @param parameters values for the query's {@code :name} markers
   */
  public static Dataset<Row> run(
      SparkSession spark,
      String name,
      Map<String, Dataset<Row>> frames,
      Map<String, Object> parameters) {
    var session = (org.apache.spark.sql.classic.SparkSession) spark;
    LogicalPlan overFrames = new UnresolvedWith(parsed(session, name), named(frames), false);
    return org.apache.spark.sql.classic.Dataset.ofRows(session, bound(overFrames, parameters));
  }

  private static LogicalPlan parsed(
      org.apache.spark.sql.classic.SparkSession session, String name) {
    try {
      return session.sessionState().sqlParser().parsePlan(text(name));
    } catch (ParseException e) {
      throw new IllegalStateException("the query " + name + " is not SQL", e);
    }
  }

  private static Seq<Tuple3<String, SubqueryAlias, Option<Object>>> named(
      Map<String, Dataset<Row>> frames) {
    return seq(
        frames.entrySet().stream().map(frame -> named(frame.getKey(), frame.getValue())).toList());
  }

  private static Tuple3<String, SubqueryAlias, Option<Object>> named(
      String name, Dataset<Row> frame) {
    LogicalPlan plan = ((org.apache.spark.sql.classic.Dataset<Row>) frame).logicalPlan();
    return new Tuple3<>(name, new SubqueryAlias(new AliasIdentifier(name), plan), Option.empty());
  }

  private static LogicalPlan bound(LogicalPlan query, Map<String, Object> parameters) {
    if (parameters.isEmpty()) {
      return query;
    }
    List<String> names = List.copyOf(parameters.keySet());
    List<Expression> values =
        names.stream()
            .<Expression>map(name -> Literal$.MODULE$.apply(parameters.get(name)))
            .toList();
    return new NameParameterizedQuery(query, seq(names), seq(values));
  }

  private static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }

  /** The query of a name. */
  public static String text(String name) {
    String resource = "/sql/" + name + ".sql";
    try (InputStream in = Sql.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no query " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
