package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.Failpoint;
import io.lakebill.jobs.lake.InParallel;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.schemas.table.Table;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;

/**
 * Makes a run visible. After the audit the run is marked as publishing; from then on it can only go
 * forward: each table is written once under the run's name, and a row of {@code billing_runs} with
 * every table's version comes last. What that row lists is published.
 */
public final class PublishRun implements Job {

  /** The dates that partition tables. */
  private static final Map<Table, String> PARTITION =
      new LinkedHashMap<>(
          Map.of(
              Table.USAGE, "period_end", Table.CHARGES, "billing_date", Table.USAGE_DAILY, "day"));

  private static final List<Table> REPLACED =
      List.of(
          Table.DRAFT_INVOICES,
          Table.DRAFT_INVOICE_LINES,
          Table.EVENT_LEDGER,
          Table.USAGE_STATE,
          Table.EVENT_COUNTS,
          Table.UNMATCHED_EVENTS,
          Table.SEEN_VALUES,
          Table.BILLING_ISSUES,
          Table.USAGE_STATS);

  /** What the reason of an invoice says that is held because it is unusual. */
  public static final String IMPLAUSIBLE = "is further from what is usual";

  /** Tables that only ever grow: what was billed stays billed. */
  static final List<Table> APPENDED =
      List.of(
          Table.INVOICE_LINES,
          Table.INVOICES,
          Table.INVOICE_EVENTS,
          Table.CREDIT_LEDGER,
          Table.FINALIZED_PERIODS,
          Table.BILLED_TIME,
          Table.BILLED_EVENTS,
          Table.PAYMENT_EXPORT);

  private final Clock clock;

  /**
   * @param clock tells when it was published
   */
  public PublishRun(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "publish";
  }

  @Override
  public Set<String> stages() {
    return Set.of();
  }

  /**
   * The columns of dates by frames that tables are made of; a file of these is of one date, so that
   * its table can take it.
   */
  static Map<String, String> dates(Set<String> frames) {
    Map<String, String> dates = new TreeMap<>();
    PARTITION.forEach(
        (table, column) ->
            Stream.of(table.tableName(), Staging.openName(table))
                .filter(frames::contains)
                .forEach(name -> dates.put(name, column)));
    return dates;
  }

  /** Audits the run and publishes it, or publishes nothing and throws. */
  @Override
  public Map<String, Long> run(RunContext context) {
    RunFiles files = new RunFiles(context.lake().root());
    String runId = context.run().runId();
    if (files.state(runId) == RunState.OPEN) {
      List<Table> others = Stream.concat(REPLACED.stream(), APPENDED.stream()).toList();
      context.staging().requireComplete(PARTITION.keySet(), others);
      List<String> failures = Audit.failures(context);
      if (!failures.isEmpty()) {
        throw new AuditFailedException(runId, failures);
      }
      Failpoint.reach("publish:audited");
      files.mark(runId, RunState.PUBLISHING, Map.of("at", clock.instant()));
    }
    return rollForward(context);
  }

  /** Completes a publication, from wherever an earlier attempt died. */
  Map<String, Long> rollForward(RunContext context) {
    Lake lake = context.lake();
    String runId = context.run().runId();
    WriteKey key = WriteKey.of(runId);
    List<Runnable> writes = new ArrayList<>();
    PARTITION.forEach(
        (table, column) -> writes.add(() -> replacePartitions(context, table, column, key)));
    REPLACED.stream()
        .filter(context.staging()::has)
        .forEach(table -> writes.add(() -> replace(context, table, key)));
    if (context.staging().hasAdded(Table.SEEN_VALUES)) {
      writes.add(() -> add(context, Table.SEEN_VALUES, key));
    }
    APPENDED.stream()
        .filter(context.staging()::has)
        .forEach(table -> writes.add(() -> append(context, table, key)));
    InParallel.run(writes);
    Failpoint.reach("publish:files");
    context.staging().moveFiles();
    Failpoint.reach("publish:billing_runs");
    Map<String, Long> counts = counts(context);
    lake.append(Table.BILLING_RUNS, runRow(context, counts), key);
    PublishedFiles.write(lake);

    RunFiles files = new RunFiles(lake.root());
    files.mark(runId, RunState.PUBLISHED, Map.of("at", clock.instant(), "counts", counts));
    files.deleteStaging(runId);
    files.lease().filter(l -> l.runId().equals(runId)).ifPresent(l -> files.put(l.release()));
    return counts;
  }

  private static void replace(RunContext context, Table table, WriteKey key) {
    Failpoint.reach("publish:" + table.tableName());
    context.lake().take(table, context.staging().files(table), true, key);
  }

  private static void add(RunContext context, Table table, WriteKey key) {
    Failpoint.reach("publish:" + table.tableName());
    context.lake().take(table, context.staging().addedFiles(table), false, key);
  }

  private static void append(RunContext context, Table table, WriteKey key) {
    Failpoint.reach("publish:" + table.tableName());
    if (context.staging().rows(table) > 0) {
      context.lake().take(table, context.staging().files(table), false, key);
    }
  }

  private static void replacePartitions(
      RunContext context, Table table, String column, WriteKey key) {
    Failpoint.reach("publish:" + table.tableName());
    List<LocalDate> dates = context.staging().partitions(table);
    if (dates.isEmpty()) {
      return;
    }
    if (context.lake().takeDates(table, column, context.staging().files(table), dates, key)) {
      return;
    }
    String list =
        dates.stream().map(date -> "DATE '" + date + "'").collect(Collectors.joining(", "));
    context
        .lake()
        .replaceWhere(table, context.staging().read(table), column + " IN (" + list + ")", key);
  }

  private static Map<String, Long> counts(RunContext context) {
    Map<String, Long> counts = new TreeMap<>();
    context
        .staging()
        .read(Table.EVENT_LEDGER)
        .groupBy("state")
        .sum("events")
        .collectAsList()
        .forEach(row -> counts.put("events_" + row.getString(0), row.getLong(1)));
    counts.put("drafts", context.staging().rows(Table.DRAFT_INVOICES));
    Row held =
        context
            .staging()
            .read(Table.DRAFT_INVOICES)
            .selectExpr(
                "count(held_reason)",
                "count_if(contains(held_reason, '%s'))".formatted(IMPLAUSIBLE))
            .first();
    counts.put("held", held.getLong(0));
    if (held.getLong(1) > 0) {
      counts.put("implausible", held.getLong(1));
    }
    counts.put("invoices", context.staging().rows(Table.INVOICES));
    return counts;
  }

  private Dataset<Row> runRow(RunContext context, Map<String, Long> counts) {
    Lake lake = context.lake();
    Run run = context.run();
    Map<String, Long> forTheRecord = new TreeMap<>(counts);
    if (InvoiceLaws.looksAtAll(context)) {
      forTheRecord.put(InvoiceLaws.LOOKED_AT_ALL, 1L);
    }
    List<Row> checks =
        Evidence.sealed(run.runId(), Controls.of(context, forTheRecord), Evidence.lastOf(lake));
    Map<String, String> seals = newSeals(context);
    seals.put(Evidence.KEY, Evidence.last(checks));
    return publicationRow(
        lake, run, "publish", Optional.of(run.runId()), forTheRecord, seals, checks);
  }

  /** The last seal of each series that the run adds invoices to. */
  private static Map<String, String> newSeals(RunContext context) {
    Map<String, String> seals = new TreeMap<>();
    if (context.staging().rows(Table.INVOICES) > 0) {
      context
          .staging()
          .read(Table.INVOICES)
          .groupBy("seller_id", "series")
          .agg(functions.expr("max_by(chain_hash, sequence)"))
          .collectAsList()
          .forEach(row -> seals.put(row.getString(0) + "/" + row.getString(1), row.getString(2)));
    }
    return seals;
  }

  /**
   * A row of {@code billing_runs}: from now on readers see the tables as they are.
   *
   * @param inForce the run that made what they see; empty for none
   * @param newSeals the last seals of series of invoices that changed, by seller and series, and of
   *     checks
   * @param checks what was checked before; null for nothing
   */
  Dataset<Row> publicationRow(
      Lake lake,
      Run run,
      String action,
      Optional<String> inForce,
      Map<String, Long> counts,
      Map<String, String> newSeals,
      List<Row> checks) {
    Map<String, Long> versions =
        run.goldVersions().keySet().stream()
            .collect(Collectors.toMap(name -> name, name -> lake.version(Table.named(name))));
    Optional<Row> last = Published.last(lake);
    long publication = last.map(r -> r.<Long>getAs("publication") + 1).orElse(1L);
    Map<String, String> seals = new TreeMap<>();
    last.ifPresent(row -> seals.putAll(row.getJavaMap(row.fieldIndex("last_seals"))));
    seals.putAll(newSeals);
    Row row =
        RowFactory.create(
            publication,
            run.runId(),
            action,
            inForce.orElse(null),
            run.asOf(),
            run.catalogHash(),
            run.landing(),
            run.inputVersions(),
            versions,
            new LakeMarks(lake.root()).contents(versions.keySet()),
            seals,
            counts,
            clock.instant(),
            null,
            checks);
    return lake.spark().createDataFrame(List.of(row), lake.schema(Table.BILLING_RUNS));
  }
}
