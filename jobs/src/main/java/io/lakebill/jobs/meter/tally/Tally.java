package io.lakebill.jobs.meter.tally;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Groups the events of each partition and adds them up. Rows of the same group from different
 * partitions, and from one that had more groups than it keeps at a time, are folded by whoever
 * reads them.
 */
public final class Tally {

  /** What a group comes to for one meter. */
  public static final StructType PART =
      StructType.fromDDL(
          """
          meter_id STRING, sees_history BOOLEAN, dimensions ARRAY<STRING>,
          dimension_values ARRAY<STRING>, events BIGINT, usable_events BIGINT,
          total DECIMAL(38, 18), is_too_large BOOLEAN, minimum DECIMAL(38, 18),
          maximum DECIMAL(38, 18),
          last STRUCT<event_time: TIMESTAMP, event_id: STRING, source: STRING,
            value: DECIMAL(38, 18)>,
          texts ARRAY<STRING>
          """);

  /** One row per group; {@code events} counts all of them, {@code parts} are what meters count. */
  public static final StructType SCHEMA =
      StructType.fromDDL(
          """
          account_id STRING, subscription_id STRING, plan_id STRING, period_start DATE,
          is_billed BOOLEAN, is_late BOOLEAN, is_shared BOOLEAN, event_name STRING,
          is_counted BOOLEAN, events BIGINT, parts ARRAY<%s>
          """
              .formatted(PART.sql()));

  /** So many groups and values are kept at a time. */
  private static final int MOST_KEPT = 1_000_000;

  private Tally() {}

  /**
   * Tallies events. Each core goes through its share of them in one piece: a payer's events are
   * spread over many files, and would be a group of their own in each.
   *
   * @param events the columns of {@link Field}, then the bits of meters, then reported texts
   */
  public static Dataset<Row> of(Dataset<Row> events, TallyPlan plan) {
    var frame = (org.apache.spark.sql.classic.Dataset<Row>) events;
    int atOnce = frame.sparkSession().sparkContext().defaultParallelism();
    JavaRDD<InternalRow> groups =
        frame
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .coalesce(atOnce)
            .mapPartitions(partition -> new Partition(plan, partition));
    return frame.sparkSession().internalCreateDataFrame(groups.rdd(), SCHEMA, false);
  }

  /** The names of events, numbered as they come. */
  private static final class Names {
    private final TallyPlan plan;
    private final Map<UTF8String, Integer> numbers = new HashMap<>();
    private final List<UTF8String> names = new ArrayList<>();
    private final List<TallyPlan.OfName> wanted = new ArrayList<>();
    private int latest = -1;

    Names(TallyPlan plan) {
      this.plan = plan;
    }

    int number(UTF8String name) {
      if (latest < 0 || !names.get(latest).equals(name)) {
        Integer known = numbers.get(name);
        latest = known == null ? add(name.copy()) : known;
      }
      return latest;
    }

    private int add(UTF8String name) {
      numbers.put(name, names.size());
      names.add(name);
      wanted.add(plan.byName().get(name.toString()));
      return names.size() - 1;
    }
  }

  private static final class Partition implements Iterator<InternalRow> {
    private final TallyPlan plan;
    private final Iterator<InternalRow> events;
    private final Names names;
    private final Map<UTF8String, Payer> payers = new HashMap<>();
    private final Key key = new Key();
    private final WideNumber scratch = new WideNumber();
    private Payer payer;
    private Iterator<InternalRow> done = Collections.emptyIterator();

    Partition(TallyPlan plan, Iterator<InternalRow> events) {
      this.plan = plan;
      this.events = events;
      this.names = new Names(plan);
    }

    @Override
    public boolean hasNext() {
      if (!done.hasNext() && events.hasNext()) {
        payers.clear();
        payer = null;
        int kept = 0;
        while (events.hasNext() && kept < MOST_KEPT) {
          kept += add(events.next());
        }
        done = payers.values().stream().flatMap(Payer::groups).map(Group::row).iterator();
      }
      return done.hasNext();
    }

    @Override
    public InternalRow next() {
      return done.next();
    }

    private int add(InternalRow event) {
      UTF8String subscription = event.getUTF8String(Field.SUBSCRIPTION.position());
      if (payer == null || !payer.pays(subscription)) {
        payer = payers.get(subscription);
      }
      if (payer == null) {
        payer = new Payer(event);
        payers.put(payer.subscription(), payer);
      }
      int name = names.number(event.getUTF8String(Field.NAME.position()));
      key.set(event, name, isCounted(event));
      Group group = payer.group(key);
      if (group != null) {
        return group.add(event, scratch);
      }
      Key own = key.copy();
      group =
          new Group(
              payer,
              own,
              payer.plan(event),
              names.names.get(name),
              names.wanted.get(name),
              Field.ofMask(plan.masks()));
      payer.add(own, group);
      return 1 + group.add(event, scratch);
    }

    private boolean isCounted(InternalRow event) {
      for (int mask = 0; mask < plan.masks(); mask++) {
        if (Field.bits(event, mask) != 0) {
          return true;
        }
      }
      return false;
    }
  }
}
