package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.LakeBusyException;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CatalogReader;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.table.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Opens, finds and gives up runs. At most one run is open in a lake; callers hold the {@link
 * io.lakebill.jobs.lake.LakeLock}.
 */
public final class Runs {

  /** How long a run opened step by step may be silent before another may take over. */
  static final Duration LEASE = Duration.ofHours(2);

  /** What is known of invoices once they are issued changes no usage. */
  private static final Set<Table> AFTER_INVOICES =
      Set.of(Table.INVOICE_REQUESTS, Table.PAYMENTS, Table.PERIOD_CLOSINGS);

  private final Lake lake;
  private final RunFiles files;
  private final Clock clock;

  /** The runs of a lake, on a clock that tests can set. */
  public Runs(Lake lake, Clock clock) {
    this.lake = lake;
    this.files = new RunFiles(lake.root());
    this.clock = clock;
  }

  /**
   * Takes the lease and pins the inputs. A run that was being published when its process died is
   * completed first; a nightly whose process died is given up, as is a run whose lease ran out.
   *
   * @param isFull meter all events from the first on, whatever is published
   * @param mostDue so many invoices of an account may be due at once
   */
  public RunContext open(LocalDate asOf, Run.Mode mode, boolean isFull, int mostDue) {
    return open(asOf, mode, isFull, mostDue, Optional.empty());
  }

  /** The same for a run that bills one account, if it is on demand. */
  public RunContext open(
      LocalDate asOf, Run.Mode mode, boolean isFull, int mostDue, Optional<Demand> demand) {
    settlePrevious();
    Optional<Row> last = lastPublication();
    Row catalog = requireCatalog();
    lake.makeTables();
    Closings.of(lake.read(Table.PERIOD_CLOSINGS)).requireOpen(asOf);
    long token = files.lease().map(lease -> lease.token() + 1).orElse(1L);
    Run run =
        new Run(
            nextId(asOf),
            mode,
            asOf,
            mostDue,
            clock.instant(),
            lastLanding(),
            catalog.getAs("catalog_hash"),
            versions(Table.Kind.INPUT),
            versions(Table.Kind.GOLD, Table.Kind.STATE),
            token,
            isFull ? null : basis(last, asOf).orElse(null),
            demand.orElse(null));
    files.put(new Lease(run.runId(), mode, token, clock.instant().plus(LEASE), false));
    files.put(run);
    return context(run, catalog);
  }

  /** The context of an open run, with its lease extended. */
  public RunContext resume(String runId) {
    Run run = require(files, runId);
    RunState state = files.state(runId);
    if (state == RunState.ABANDONED || state == RunState.PUBLISHED) {
      throw new OutOfOrderException(
          "run %s is %s; open another with `run open`"
              .formatted(runId, state.name().toLowerCase(Locale.ROOT)));
    }
    Lease lease = files.lease().orElseThrow();
    if (lease.token() != run.token()) {
      throw new LakeBusyException(
          "run %s lost its lease to run %s; abandon it".formatted(runId, lease.runId()));
    }
    files.put(lease.extendTo(clock.instant().plus(LEASE)));
    return context(run);
  }

  /** Gives up an open run. Nothing of it was published, so readers notice nothing. */
  public static void abandon(RunFiles files, Clock clock, String runId) {
    require(files, runId);
    RunState state = files.state(runId);
    if (state == RunState.PUBLISHING) {
      throw new OutOfOrderException(
          "run %s is half published and must be completed: publish --run %s"
              .formatted(runId, runId));
    }
    if (state == RunState.PUBLISHED) {
      throw new OutOfOrderException(
          "run %s is published; take it back with `runs revert`".formatted(runId));
    }
    files.mark(runId, RunState.ABANDONED, Map.of("at", clock.instant()));
    files.deleteStaging(runId);
    files.lease().filter(l -> l.runId().equals(runId)).ifPresent(l -> files.put(l.release()));
  }

  /**
   * The published run that a night for this date would repeat: same date, same inputs, and all are
   * billed. Landings that brought nothing new do not count as new input.
   */
  public Optional<String> alreadyPublished(LocalDate asOf) {
    settlePrevious();
    return lastPublication()
        .filter(row -> !isOtherThanPublished(row))
        .filter(row -> row.getAs("run_id").equals(row.getAs("run_in_force")))
        .filter(row -> row.getAs("as_of").equals(asOf))
        .filter(row -> files.run(row.getAs("run_id")).flatMap(Run::onDemand).isEmpty())
        .filter(
            row ->
                billed(row.getJavaMap(row.fieldIndex("input_versions")))
                    .equals(billed(versions(Table.Kind.INPUT))))
        .map(row -> row.getAs("run_id"));
  }

  /**
   * What a run can fold into. A run for an earlier date cannot: the published one saw billing
   * periods that have not begun by then. Nor into one of a version that did not know all input
   * tables.
   */
  private Optional<Basis> basis(Optional<Row> last, LocalDate asOf) {
    return last.filter(row -> !isOtherThanPublished(row))
        .map(row -> row.<String>getAs("run_in_force"))
        .flatMap(files::run)
        .filter(run -> !run.asOf().isAfter(asOf))
        .filter(Runs::knowsTheInputs)
        .map(
            run ->
                new Basis(
                    run.runId(),
                    run.asOf(),
                    run.landing(),
                    run.catalogHash(),
                    run.inputVersions(),
                    run.token()));
  }

  /**
   * Whether the tables are not what the run in force left, because the lake was repaired or
   * upgraded since; what came after that, a reversal or an erasure, changes nothing about it.
   */
  private boolean isOtherThanPublished(Row last) {
    if (last.getAs("action").equals("publish")) {
      return false;
    }
    Column isOfRunInForce =
        functions
            .col("action")
            .equalTo("publish")
            .and(functions.col("run_id").eqNullSafe(last.<String>getAs("run_in_force")));
    Column isOther = functions.col("action").isin(PublishAgain.ACTIONS.toArray());
    return lake.read(Table.BILLING_RUNS)
        .agg(
            functions.coalesce(
                functions
                    .max(functions.when(isOther, functions.col("publication")))
                    .gt(
                        functions.coalesce(
                            functions.max(
                                functions.when(isOfRunInForce, functions.col("publication"))),
                            functions.lit(0L))),
                functions.lit(false)))
        .first()
        .getBoolean(0);
  }

  /**
   * The last row of {@code billing_runs}, which says what the published tables are.
   *
   * @throws ChangedLakeException if they are not
   */
  private Optional<Row> lastPublication() {
    Optional<Row> last = Published.last(lake);
    last.ifPresent(new LakeCheck(lake.root())::requireAs);
    return last;
  }

  private static boolean knowsTheInputs(Run run) {
    return Arrays.stream(Table.values())
        .filter(table -> table.kind() == Table.Kind.INPUT)
        .filter(table -> !AFTER_INVOICES.contains(table))
        .allMatch(table -> run.inputVersions().containsKey(table.tableName()));
  }

  /** The records of the lake's runs. */
  public RunFiles files() {
    return files;
  }

  /** The versions of the tables that amounts depend on. */
  private static Map<String, Long> billed(Map<String, Long> versions) {
    Map<String, Long> billed = new TreeMap<>(versions);
    billed.remove(Table.LANDINGS.tableName());
    billed.remove(Table.REJECTED_EVENTS.tableName());
    billed.remove(Table.ERASURES.tableName());
    return billed;
  }

  /**
   * Completes or gives up what a process that died has left of a run.
   *
   * @throws LakeBusyException if a run is open
   */
  public void settlePrevious() {
    settle(files, clock, run -> new PublishRun(clock).rollForward(context(run)));
  }

  /**
   * The same before the tables of a lake are upgraded, for which nothing of a run may be left.
   *
   * @throws OutOfOrderException if a publication or a reversal has begun and not ended
   */
  public static void settleBeforeUpgrade(Path lake, Clock clock) {
    RevertRun.requireNone(lake);
    settle(
        new RunFiles(lake),
        clock,
        run -> {
          throw new OutOfOrderException(
              "run %s is half published; complete it with the version of Lakebill that began it (publish --run %s), and upgrade then"
                  .formatted(run.runId(), run.runId()));
        });
  }

  private static void settle(RunFiles files, Clock clock, Consumer<Run> halfPublished) {
    Optional<Lease> held = files.lease().filter(lease -> !lease.released());
    if (held.isEmpty()) {
      return;
    }
    Lease lease = held.get();
    Optional<Run> run = files.run(lease.runId());
    RunState state = files.state(lease.runId());
    if (run.isEmpty() || state == RunState.ABANDONED || state == RunState.PUBLISHED) {
      // Who held it may have died before it could tidy up.
      files.deleteStaging(lease.runId());
      files.put(lease.release());
    } else if (state == RunState.PUBLISHING) {
      halfPublished.accept(run.get());
    } else if (lease.mode() == Run.Mode.NIGHTLY || clock.instant().isAfter(lease.expiresAt())) {
      abandon(files, clock, lease.runId());
    } else {
      throw new LakeBusyException(
          "run %s is open until %s; publish it, or give it up with `runs abandon %s`"
              .formatted(lease.runId(), lease.expiresAt(), lease.runId()));
    }
  }

  private static Run require(RunFiles files, String runId) {
    return files
        .run(runId)
        .orElseThrow(
            () ->
                new OutOfOrderException(
                    "there is no run %s; `runs list` shows them all".formatted(runId)));
  }

  private Row requireCatalog() {
    return lake
        .read(Table.CATALOG_VERSIONS)
        .orderBy(functions.col("version").desc())
        .limit(1)
        .collectAsList()
        .stream()
        .findFirst()
        .orElseThrow(
            () ->
                new MissingSetupException(
                    "the lake %s has no catalog; apply one with `catalog apply`"
                        .formatted(lake.root())));
  }

  private RunContext context(Run run) {
    long version = run.inputVersions().get(Table.CATALOG_VERSIONS.tableName());
    return context(
        run,
        lake.read(Table.CATALOG_VERSIONS, version)
            .orderBy(functions.col("version").desc())
            .first());
  }

  private RunContext context(Run run, Row catalog) {
    Catalog parsed = CatalogReader.fromJson(catalog.getAs("document"));
    return new RunContext(
        lake,
        run,
        parsed.withPricedByDay(pricedByDay(parsed, run)),
        billedCatalogs(run, catalog.<Long>getAs("version")),
        new Staging(
            lake,
            files.staging(run.runId()),
            new StagedHashes(run.runId(), files.stagedHashes(run.runId()))));
  }

  /** The plans that price by the date of events and on whose usage something else was agreed. */
  private Set<String> pricedByDay(Catalog catalog, Run run) {
    Map<String, Set<String>> plans = new HashMap<>();
    for (Plan plan : catalog.plans()) {
      plan.versions()
          .flatMap(Plan::pricedByDay)
          .forEach(
              usage -> plans.computeIfAbsent(usage.id(), any -> new HashSet<>()).add(plan.id()));
    }
    long version = run.inputVersions().get(Table.PRICE_ADJUSTMENTS.tableName());
    if (plans.isEmpty() || lake.files(Table.PRICE_ADJUSTMENTS, version).isEmpty()) {
      return Set.of();
    }
    return lake
        .read(Table.PRICE_ADJUSTMENTS, version)
        .select("charge_id")
        .distinct()
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .flatMap(charge -> plans.getOrDefault(charge, Set.of()).stream())
        .collect(Collectors.toSet());
  }

  /** The other catalogs that events were billed by; with one catalog there is nothing to ask. */
  private Map<String, Catalog> billedCatalogs(Run run, long catalogs) {
    long version = run.goldVersions().get(Table.BILLED_EVENTS.tableName());
    if (catalogs == 1 || version == 0) {
      return Map.of();
    }
    return lake
        .read(Table.CATALOG_VERSIONS, run.inputVersions().get(Table.CATALOG_VERSIONS.tableName()))
        .where(functions.col("catalog_hash").notEqual(run.catalogHash()))
        .join(
            lake.read(Table.BILLED_EVENTS, version).select("catalog_hash").distinct(),
            "catalog_hash")
        .select("catalog_hash", "document")
        .dropDuplicates("catalog_hash")
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                row -> row.getString(0), row -> CatalogReader.fromJson(row.getString(1))));
  }

  private String nextId(LocalDate asOf) {
    long before = files.runIds().stream().filter(id -> id.startsWith(asOf + "-")).count();
    return "%s-%03d".formatted(asOf, before + 1);
  }

  private long lastLanding() {
    Row row = lake.read(Table.LANDINGS).agg(functions.max("landing")).first();
    return row.isNullAt(0) ? 0 : row.getLong(0);
  }

  private Map<String, Long> versions(Table.Kind... kinds) {
    return Arrays.stream(Table.values())
        .filter(table -> List.of(kinds).contains(table.kind()) && table != Table.BILLING_RUNS)
        .collect(
            Collectors.toMap(Table::tableName, lake::version, (one, same) -> one, TreeMap::new));
  }
}
