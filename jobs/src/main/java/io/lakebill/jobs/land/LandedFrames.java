package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.lake.FrameRows;
import io.lakebill.jobs.lake.FrameTask;
import io.lakebill.jobs.lake.InternalRows;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.schemas.table.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.ProjectingInternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The events of a landing, the rows that it refuses and those that need a look, written side by
 * side while its files are read once; the files become part of their tables.
 *
 * @param disputedColumns those of rows that need a look
 */
record LandedFrames(
    LandingJournal.Staged staged, StructType refusedColumns, StructType disputedColumns) {

  private static final String EVENTS = Table.EVENTS.tableName();

  private static final String REFUSED = Table.REJECTED_EVENTS.tableName();

  private static final String DISPUTED = "disputed";

  private static final long ROWS_OF_A_FILE = 4_000_000;

  /** What becomes of rows that are no events that could count. */
  private static final Object[] REFUSING = {"conflict", "rejected", "superseded"};

  /**
   * Writes them.
   *
   * @param rows with their {@code outcome}, and with {@code disputed}, all there is to tell of a
   *     row that needs a look and null of others; those that are none of this are left out
   * @param mostRows how many they are at most
   */
  static LandedFrames stage(
      Lake lake, LandingJournal journal, String name, Dataset<Row> rows, long mostRows) {
    StructType events = lake.nullable(Table.EVENTS);
    StructType refused = lake.nullable(Table.REJECTED_EVENTS);
    StructType disputed = (StructType) rows.schema().apply(DISPUTED).dataType();
    Column isRefused = col("outcome").isin(REFUSING);
    Dataset<Row> kept =
        rows.where(col("outcome").equalTo("accepted").or(isRefused).or(col(DISPUTED).isNotNull()))
            .select(
                Stream.concat(
                        Arrays.stream(lake.columns(Table.EVENTS)),
                        Stream.of(
                            when(isRefused, struct(lake.columns(Table.REJECTED_EVENTS)))
                                .as(REFUSED),
                            col(DISPUTED)))
                    .toArray(Column[]::new));
    JavaRDD<Iterator<InternalRow>> shares =
        InternalRows.inOneStep(inFileOrder(kept, mostRows))
            .mapPartitions(some -> List.of(some).iterator());
    return new LandedFrames(
        journal.stage(
            name,
            Map.of(EVENTS, events, REFUSED, refused, DISPUTED, disputed),
            shares,
            new Apart(events, refused.length(), disputed.length())),
        refused,
        disputed);
  }

  /** Behind the columns of events stand refused rows and disputed ones, as they are kept. */
  private record Apart(StructType events, int refusedColumns, int disputedColumns)
      implements FrameTask<Iterator<InternalRow>> {

    @Override
    public long run(Iterator<InternalRow> share, FrameRows rows) {
      int refused = events.length();
      int disputed = refused + 1;
      List<Object> all = IntStream.range(0, refused).<Object>mapToObj(i -> i).toList();
      ProjectingInternalRow event =
          new ProjectingInternalRow(events, CollectionConverters.asScala(all).toIndexedSeq());
      long count = 0;
      while (share.hasNext()) {
        InternalRow row = share.next();
        if (!row.isNullAt(disputed)) {
          rows.add(DISPUTED, row.getStruct(disputed, disputedColumns));
        } else if (!row.isNullAt(refused)) {
          rows.add(REFUSED, row.getStruct(refused, refusedColumns));
        } else {
          event.project(row);
          rows.add(EVENTS, event);
        }
        count++;
      }
      return count;
    }
  }

  /**
   * Each file sorted by day and, within it, by subject, which is how metering looks events up. The
   * table is not partitioned: a landing spans many days, and a file for each would be small.
   */
  private static Dataset<Row> inFileOrder(Dataset<Row> rows, long mostRows) {
    int files = rows.sparkSession().sparkContext().defaultParallelism();
    return rows.coalesce((int) Math.max(files, mostRows / ROWS_OF_A_FILE))
        .sortWithinPartitions("event_date", "subject", "event_time", "event_id");
  }

  /** The same without any row. */
  LandedFrames none() {
    return new LandedFrames(
        new LandingJournal.Staged(staged.spark(), List.of()), refusedColumns, disputedColumns);
  }

  /** The files with events. */
  List<Path> events() {
    return staged.files(EVENTS);
  }

  /** The files with refused rows. */
  List<Path> refused() {
    return staged.files(REFUSED);
  }

  /** The rows that need a look. */
  Dataset<Row> disputedRows() {
    return staged.read(DISPUTED, disputedColumns);
  }

  /** The refused rows, with what became of them. */
  Dataset<Row> refusedRows() {
    Column reason = col("reason");
    return staged
        .read(REFUSED, refusedColumns)
        .withColumn(
            "outcome",
            when(reason.isin("conflict", "superseded"), reason)
                .otherwise(functions.lit("rejected")));
  }
}
