package io.lakebill.jobs.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.FullOuter$;
import org.apache.spark.sql.catalyst.plans.QueryPlan;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.DeserializeToObject;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.MapPartitions;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SerializeFromObject;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.types.ObjectType;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Answers queries over a few rows that are at hand where they are planned: what is left of them is
 * their answer. Spark's own operators and expressions do it, one after the other in this thread,
 * without a job, a shuffle or generated code, which cost a small night more than all of its rows.
 * Of a query with other leaves, the parts over rows at hand are answered.
 */
final class SmallQueries extends Rule<LogicalPlan> {

  /** The leaves of a part that is answered have so many times the rows of a table at most. */
  private static final long TABLES = 4;

  /** What is understood; anything else is Spark's, with what is below it. */
  private static final Set<Class<?>> UNDERSTOOD =
      Set.of(
          Aggregate.class,
          DeserializeToObject.class,
          Expand.class,
          Filter.class,
          Generate.class,
          GlobalLimit.class,
          Join.class,
          LocalLimit.class,
          LocalRelation.class,
          MapPartitions.class,
          OneRowRelation.class,
          Project.class,
          SerializeFromObject.class,
          Sort.class,
          Union.class,
          Window.class);

  private final org.apache.spark.sql.classic.SparkSession session;

  private SmallQueries(org.apache.spark.sql.classic.SparkSession session) {
    this.session = session;
  }

  /** Has a session answer them so, unless it does by now. */
  static void in(SparkSession spark) {
    var session = (org.apache.spark.sql.classic.SparkSession) spark;
    List<Rule<LogicalPlan>> rules =
        new ArrayList<>(CollectionConverters.asJava(session.experimental().extraOptimizations()));
    if (rules.stream().noneMatch(SmallQueries.class::isInstance)) {
      rules.add(new SmallQueries(session));
      session.experimental().extraOptimizations_$eq(CollectionConverters.asScala(rules).toSeq());
    }
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    long most = TABLES * SmallFrames.mostRows(session);
    return most == 0 || plan.isStreaming() ? plan : answered(plan, most);
  }

  private LogicalPlan answered(LogicalPlan plan, long most) {
    if (plan instanceof LocalRelation) {
      return plan;
    }
    if (isSmall(plan, most)) {
      return rowsOf(inSteps(plan));
    }
    List<LogicalPlan> before = children(plan);
    List<LogicalPlan> after = before.stream().map(child -> answered(child, most)).toList();
    return with(plan, before, after);
  }

  /**
   * What is joined is answered first: of two joins, Spark does not see that both are in one place.
   */
  private LogicalPlan inSteps(LogicalPlan plan) {
    List<LogicalPlan> before = children(plan);
    List<LogicalPlan> after =
        before.stream()
            .map(this::inSteps)
            .map(child -> isStep(plan) || isFullJoin(child) ? rowsOf(child) : child)
            .toList();
    return with(plan, before, after);
  }

  private static boolean isStep(LogicalPlan plan) {
    return plan instanceof Join || plan instanceof Union;
  }

  private static boolean isFullJoin(LogicalPlan plan) {
    return plan instanceof Join join && join.joinType() == FullOuter$.MODULE$;
  }

  private LogicalPlan rowsOf(LogicalPlan plan) {
    return plan instanceof LocalRelation
        ? plan
        : new SmallPlan(session)
            .rows(plan)
            .<LogicalPlan>map(
                rows -> new LocalRelation(plan.output(), seq(rows), false, Option.empty()))
            .orElse(plan);
  }

  private static LogicalPlan with(
      LogicalPlan plan, List<LogicalPlan> before, List<LogicalPlan> after) {
    return before.equals(after)
        ? plan
        : plan.withNewChildren(CollectionConverters.asScala(after).toIndexedSeq());
  }

  private static boolean isSmall(LogicalPlan plan, long most) {
    return isUnderstood(plan) && rows(plan) <= most && hasColumns(plan);
  }

  private static boolean isUnderstood(LogicalPlan plan) {
    return UNDERSTOOD.contains(plan.getClass())
        && plan.resolved()
        && expressions(plan).stream().allMatch(Expression::deterministic)
        && subqueries(plan).stream().allMatch(LocalRelation.class::isInstance)
        && children(plan).stream().allMatch(SmallQueries::isUnderstood);
  }

  private static long rows(LogicalPlan plan) {
    return plan instanceof LocalRelation local
        ? local.data().size()
        : children(plan).stream().mapToLong(SmallQueries::rows).sum();
  }

  private static boolean hasColumns(LogicalPlan plan) {
    return CollectionConverters.asJava(plan.output()).stream()
        .map(Attribute::dataType)
        .noneMatch(ObjectType.class::isInstance);
  }

  private static List<LogicalPlan> children(LogicalPlan plan) {
    return CollectionConverters.asJava(plan.children());
  }

  private static List<Expression> expressions(LogicalPlan plan) {
    return CollectionConverters.asJava(plan.expressions());
  }

  private static List<LogicalPlan> subqueries(QueryPlan<LogicalPlan> plan) {
    return CollectionConverters.asJava(plan.subqueries());
  }

  static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
