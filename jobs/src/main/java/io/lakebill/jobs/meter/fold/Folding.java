package io.lakebill.jobs.meter.fold;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.lake.FrameTask;
import io.lakebill.jobs.lake.InternalRows;
import io.lakebill.jobs.lake.SmallFrames;
import io.lakebill.jobs.run.Staging;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Brings what there is of each account together and folds it. What is not given is taken to be
 * nothing; groups must be given.
 */
public final class Folding {

  private final FoldPlan plan;
  private final int tasks;
  private final String together;
  private final Map<Input, Dataset<Row>> inputs = new EnumMap<>(Input.class);

  private Folding(FoldPlan plan, int tasks, String together) {
    this.plan = plan;
    this.tasks = tasks;
    this.together = together;
  }

  /** Folds account by account, in so many tasks. */
  public static Folding byAccount(FoldPlan plan, int tasks) {
    return new Folding(plan, tasks, "account_id");
  }

  /** Folds groups alone, period by period. */
  public static Folding byPeriod(FoldPlan plan, int tasks) {
    return new Folding(plan, tasks, "period_start");
  }

  /** Also takes these rows, by the names of their columns. */
  public Folding with(Input input, Dataset<Row> rows) {
    inputs.put(
        input, rows.select(input.columns().stream().map(name -> col(name)).toArray(Column[]::new)));
    return this;
  }

  /** One of the outputs, made by itself. */
  public Dataset<Row> output(Output wanted) {
    FoldPlan how = plan;
    Optional<Map<Input, Iterator<InternalRow>>> few = atHand();
    if (few.isPresent()) {
      List<InternalRow> rows = new ArrayList<>();
      FoldTask task = new FoldTask(how);
      task.take(few.get());
      task.rows(wanted).forEachRemaining(row -> rows.add(row.copy()));
      return SmallFrames.frame(session(), rows, wanted.schema());
    }
    JavaRDD<InternalRow> rows =
        together()
            .flatMap(
                iterators -> {
                  FoldTask task = new FoldTask(how);
                  task.take(iterators);
                  return task.rows(wanted);
                });
    return session().internalCreateDataFrame(rows.rdd(), wanted.schema(), false);
  }

  /**
   * Stages several outputs in one go.
   *
   * @param names the name of each
   * @return how many of the new events nobody pays for
   */
  public long stage(Staging staging, Map<Output, String> names) {
    FoldPlan how = plan;
    Map<String, StructType> frames = new LinkedHashMap<>();
    names.forEach((output, name) -> frames.put(name, output.schema()));
    Map<Output, String> wanted = new EnumMap<>(names);
    FrameTask<Map<Input, Iterator<InternalRow>>> fold =
        (iterators, rows) -> {
          FoldTask task = new FoldTask(how);
          task.take(iterators);
          task.end(
              (output, row) -> {
                String name = wanted.get(output);
                if (name != null) {
                  rows.add(name, row.get());
                }
              });
          return task.nobodysEvents();
        };
    return atHand()
        .map(few -> staging.writeHere(frames, few, fold))
        .orElseGet(
            () ->
                staging.write(frames, together(), fold).stream().mapToLong(Long::longValue).sum());
  }

  /** The same of inputs that are all at hand: one task has them all. */
  private Optional<Map<Input, Iterator<InternalRow>>> atHand() {
    Map<Input, Iterator<InternalRow>> all = new EnumMap<>(Input.class);
    for (var given : inputs.entrySet()) {
      Optional<List<InternalRow>> rows = SmallFrames.rows(given.getValue());
      if (rows.isEmpty()) {
        return Optional.empty();
      }
      all.put(given.getKey(), rows.get().iterator());
    }
    return Optional.of(all);
  }

  /** What goes through a task: of each input the rows of its accounts. */
  private JavaRDD<Map<Input, Iterator<InternalRow>>> together() {
    JavaRDD<Map<Input, Iterator<InternalRow>>> together = null;
    for (var given : inputs.entrySet()) {
      Input input = given.getKey();
      JavaRDD<InternalRow> rows = shuffled(given.getValue());
      together =
          together == null
              ? rows.mapPartitions(some -> List.of(and(Map.of(), input, some)).iterator())
              : together.zipPartitions(
                  rows, (before, some) -> List.of(and(before.next(), input, some)).iterator());
    }
    return together;
  }

  private JavaRDD<InternalRow> shuffled(Dataset<Row> rows) {
    return InternalRows.of(rows.repartition(tasks, col(together)));
  }

  private SparkSession session() {
    return ((org.apache.spark.sql.classic.Dataset<Row>) inputs.get(Input.GROUPS)).sparkSession();
  }

  private static Map<Input, Iterator<InternalRow>> and(
      Map<Input, Iterator<InternalRow>> before, Input input, Iterator<InternalRow> rows) {
    Map<Input, Iterator<InternalRow>> all = new EnumMap<>(Input.class);
    all.putAll(before);
    all.put(input, rows);
    return all;
  }
}
