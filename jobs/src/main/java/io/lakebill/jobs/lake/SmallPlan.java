package io.lakebill.jobs.lake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;
import org.apache.spark.TaskContextImpl;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.memory.TaskMemoryManager;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.EqualTo$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.planning.ExtractEquiJoinKeys;
import org.apache.spark.sql.catalyst.plans.logical.HintInfo;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.JoinHint;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SHUFFLE_MERGE$;
import org.apache.spark.sql.catalyst.plans.physical.SinglePartition$;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.exchange.Exchange;
import org.apache.spark.sql.internal.SQLConf;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/** Does a plan over rows at hand as one task that nobody schedules. */
final class SmallPlan {

  /** Told apart from those that Spark counts, which are not negative. */
  private static final AtomicLong TASKS = new AtomicLong(Long.MIN_VALUE);

  /** What Spark calls where a query comes from, in short and in full. */
  private static final List<String> CALL_SITE = List.of("callSite.short", "callSite.long");

  private static final JoinHint MERGED =
      new JoinHint(
          Option.apply(new HintInfo(Option.apply(SHUFFLE_MERGE$.MODULE$))), Option.empty());

  private final SparkSession session;

  SmallPlan(SparkSession session) {
    this.session = session;
  }

  /** The rows that it comes to; empty where it cannot be done so. */
  Optional<List<InternalRow>> rows(LogicalPlan plan) {
    return fromHere(
        () ->
            SQLConf.withExistingConf(
                settings(),
                () -> {
                  SparkPlan physical =
                      QueryExecution.prepareExecutedPlan(session, inOnePartition(plan));
                  return moves(physical) ? Optional.empty() : rows(physical.execute());
                }));
  }

  /** Else each operator looks through the stack for who asked; nobody is shown what is no job. */
  private <T> T fromHere(Supplier<T> work) {
    SparkContext spark = session.sparkContext();
    Map<String, String> before = new HashMap<>();
    for (String form : CALL_SITE) {
      before.put(form, spark.getLocalProperty(form));
      spark.setLocalProperty(form, "rows at hand");
    }
    try {
      return work.get();
    } finally {
      before.forEach(spark::setLocalProperty);
    }
  }

  private SQLConf settings() {
    SQLConf settings = session.sessionState().conf().clone();
    settings.setConfString("spark.sql.codegen.wholeStage", "false");
    settings.setConfString("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    // Else Spark looks into the closure of each join, whether it could be sent.
    settings.setConfString("spark.sql.execution.usePartitionEvaluator", "true");
    // What keeps the values of equal parts of an expression costs more than they do.
    settings.setConfString("spark.sql.subexpressionElimination.enabled", "false");
    settings.setConfString("spark.sql.autoBroadcastJoinThreshold", "-1");
    settings.setConfString("spark.sql.adaptive.enabled", "false");
    // Rows in one place are joined there, however many Spark believes there are.
    settings.setConfString("spark.sql.maxSinglePartitionBytes", Long.MAX_VALUE + "b");
    return settings;
  }

  /** Where all rows are in one place, no operator wants any to be brought together. */
  private LogicalPlan inOnePartition(LogicalPlan plan) {
    if (plan instanceof LocalRelation local) {
      return new LogicalRDD(
          local.output(),
          session
              .sparkContext()
              .parallelize(local.data(), 1, ClassTag$.MODULE$.apply(InternalRow.class)),
          SinglePartition$.MODULE$,
          SmallQueries.seq(List.of()),
          false,
          Option.empty(),
          session,
          Option.apply(local.stats()),
          Option.empty());
    }
    List<LogicalPlan> children =
        CollectionConverters.asJava(plan.children()).stream().map(this::inOnePartition).toList();
    LogicalPlan same = plan.withNewChildren(CollectionConverters.asScala(children).toIndexedSeq());
    return same instanceof Join join ? inOnePartition(join) : same;
  }

  /**
   * Both sides are sorted and merged, so that none is sent to every task, whatever a hint says.
   * Where what is joined by is no equality, both have a column of ones that is equal.
   */
  private static LogicalPlan inOnePartition(Join join) {
    if (!ExtractEquiJoinKeys.unapply(join).isEmpty()) {
      return new Join(join.left(), join.right(), join.joinType(), join.condition(), MERGED);
    }
    Alias left = one("left_one");
    Alias right = one("right_one");
    Expression areEqual = EqualTo$.MODULE$.apply(left.toAttribute(), right.toAttribute());
    Expression condition =
        join.condition().isEmpty() ? areEqual : new And(areEqual, join.condition().get());
    return new Project(
        named(join.output(), List.of()),
        new Join(
            new Project(named(join.left().output(), List.of(left)), join.left()),
            new Project(named(join.right().output(), List.of(right)), join.right()),
            join.joinType(),
            Option.apply(condition),
            MERGED));
  }

  private static Alias one(String name) {
    return new Alias(
        Literal$.MODULE$.apply(1),
        name,
        NamedExpression.newExprId(),
        SmallQueries.seq(List.of()),
        Option.empty(),
        SmallQueries.seq(List.of()));
  }

  private static Seq<NamedExpression> named(Seq<Attribute> columns, List<Alias> more) {
    List<NamedExpression> all = new ArrayList<>(CollectionConverters.asJava(columns));
    all.addAll(more);
    return SmallQueries.seq(all);
  }

  private static boolean moves(SparkPlan plan) {
    return plan instanceof Exchange
        || CollectionConverters.asJava(plan.children()).stream().anyMatch(SmallPlan::moves);
  }

  private static Optional<List<InternalRow>> rows(RDD<InternalRow> rdd) {
    if (rdd.partitions().length > 1) {
      return Optional.empty();
    }
    List<InternalRow> rows = new ArrayList<>();
    if (rdd.partitions().length == 1) {
      asTask(
          task -> {
            Iterator<InternalRow> all = rdd.iterator(rdd.partitions()[0], task);
            while (all.hasNext()) {
              rows.add(all.next().copy());
            }
          });
    }
    return Optional.of(rows);
  }

  private interface Work {
    void in(TaskContext task);
  }

  private static void asTask(Work work) {
    TaskContext before = TaskContext.get();
    long id = TASKS.getAndIncrement();
    TaskMemoryManager memory = new TaskMemoryManager(SparkEnv.get().memoryManager(), id);
    TaskContextImpl task =
        new TaskContextImpl(
            0,
            0,
            0,
            id,
            0,
            1,
            memory,
            new Properties(),
            null,
            new TaskMetrics(),
            1,
            Map$.MODULE$.empty());
    TaskContext$.MODULE$.setTaskContext(task);
    try {
      work.in(task);
    } finally {
      task.markTaskCompleted(Option.empty());
      memory.cleanUpAllAllocatedMemory();
      if (before == null) {
        TaskContext$.MODULE$.unset();
      } else {
        TaskContext$.MODULE$.setTaskContext(before);
      }
    }
  }
}
