package io.lakebill.jobs.meter.kept;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.lakebill.jobs.meter.event.EventFrame;
import io.lakebill.jobs.meter.event.Promotion;
import io.lakebill.jobs.meter.event.WithdrawnEvents;
import io.lakebill.jobs.meter.payer.Routes;
import io.lakebill.jobs.run.Basis;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What of the published state still holds: that of all accounts except those that changed since.
 * Into it a run folds the events that landed since, those that nobody paid for so far, and all
 * events of the accounts that changed.
 */
public final class KeptState {

  /** With more accounts changed than this, everything is metered again. */
  private static final int MOST_CHANGED = 5_000;

  private static final Column[] EVENT = columns();

  private final RunContext context;
  private final Basis basis;
  private final Dataset<Row> periods;
  private final Dataset<Row> changed;
  private final boolean isChanged;
  private Boolean isSeenAsPublished;
  private List<EventFrame> addedFrames;

  private KeptState(
      RunContext context,
      Basis basis,
      Dataset<Row> periods,
      Dataset<Row> changed,
      boolean isChanged) {
    this.context = context;
    this.basis = basis;
    this.periods = periods;
    this.changed = changed;
    this.isChanged = isChanged;
  }

  /** The staged frame of the accounts that changed. */
  public static final String STAGED = "changed_accounts";

  /** The state that a run can fold into; empty when it has to meter all events. */
  public static Optional<KeptState> find(RunContext context, Dataset<Row> periods) {
    return context
        .run()
        .published()
        .flatMap(
            basis -> {
              List<String> changed = ChangedAccounts.since(context, basis, periods, MOST_CHANGED);
              if (changed.size() > MOST_CHANGED) {
                return Optional.empty();
              }
              context
                  .staging()
                  .write(
                      STAGED,
                      context.spark().createDataset(changed, Encoders.STRING()).toDF("account_id"));
              return staged(context, periods);
            });
  }

  /** The state that metering found to fold into. */
  public static Optional<KeptState> staged(RunContext context, Dataset<Row> periods) {
    return context
        .run()
        .published()
        .filter(basis -> context.staging().has(STAGED))
        .map(
            basis ->
                new KeptState(
                    context,
                    basis,
                    periods,
                    context.staging().read(STAGED),
                    context.staging().rows(STAGED) > 0));
  }

  /** All events up to the run's cut-off that count, with the columns that metering wants. */
  public static Dataset<Row> allEvents(RunContext context) {
    return together(
        context,
        List.of(
            new EventFrame(
                WithdrawnEvents.leftOutOf(context, context.pinned(Table.EVENTS)), Promotion.NONE)));
  }

  /** The same with those that do not count. */
  public static Dataset<Row> acceptedEvents(RunContext context) {
    return together(context, List.of(new EventFrame(context.pinned(Table.EVENTS), Promotion.NONE)));
  }

  private static Dataset<Row> together(RunContext context, List<EventFrame> frames) {
    return frames.stream()
        .map(frame -> frame.events().select(EVENT))
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .where(col("landing").leq(context.run().landing()));
  }

  /** The events that are not in the kept state. */
  public List<EventFrame> frames() {
    return isChanged
        ? Stream.of(addedFrames(), changedFrames()).flatMap(List::stream).toList()
        : addedFrames();
  }

  /** The same in one frame, with the columns that metering wants. */
  public Dataset<Row> events() {
    return together(context, frames());
  }

  /** Events that landed since, or that nobody paid for so far, of accounts that did not change. */
  public List<EventFrame> addedFrames() {
    if (addedFrames == null) {
      addedFrames = findAdded();
    }
    return addedFrames;
  }

  private List<EventFrame> findAdded() {
    Stream<EventFrame> landed =
        EventFrame.all(context).stream()
            .map(frame -> frame.with(rows -> rows.where(col("landing").gt(basis.landing()))));
    Stream<EventFrame> unmatched =
        Stream.of(
            new EventFrame(
                WithdrawnEvents.leftOutOf(context, context.pinned(Table.UNMATCHED_EVENTS)),
                Promotion.NONE));
    return Stream.concat(landed, unmatched)
        .map(
            frame ->
                isChanged
                    ? frame.with(rows -> withoutAny(rows, changedSubjects(), "subject"))
                    : frame)
        .toList();
  }

  /** All events of accounts that changed. */
  public List<EventFrame> changedFrames() {
    return EventFrame.all(context).stream()
        .map(
            frame -> frame.with(rows -> rows.join(changedSubjects(), name("subject"), "left_semi")))
        .toList();
  }

  /** The billing periods that were open when the state was published; it says nothing of others. */
  public Dataset<Row> periodsOfState() {
    return periods.where(
        col("arrears_landing").isNull().or(col("arrears_token").geq(basis.token())));
  }

  /**
   * The billing periods that these events may fall into: of accounts that changed all, of others
   * those that end after the first new event, or after the run that is folded into. What nobody
   * paid for then is paid for now only where a period has begun since. Two days are added, as usage
   * by day wants all events of the days that new ones have in some time zone. Of accounts that did
   * not change, nothing before that time is asked: {@link Routes#SINCE} is it.
   */
  public Dataset<Row> periodsOfEvents() {
    LocalDate first = firstNewDay().filter(day -> day.isBefore(basis.asOf())).orElse(basis.asOf());
    Instant from = first.minusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
    Column isAfter = col("end_utc").gt(from);
    Dataset<Row> some = periods.where(isAfter).withColumn(Routes.SINCE, lit(from));
    return isChanged ? unchanged(some).unionByName(Routes.ofAllTime(ofChanged(periods))) : some;
  }

  /** The UTC day of the first event that landed since. */
  private Optional<LocalDate> firstNewDay() {
    Dataset<Row> landed = context.pinned(Table.EVENTS).where(col("landing").gt(basis.landing()));
    return Optional.ofNullable(landed.agg(min("event_date")).first().getAs(0));
  }

  private Dataset<Row> changedSubjects() {
    return broadcast(Routes.subjects(context).join(changed, "account_id").select("subject"));
  }

  /** Whether any account changed. */
  public boolean isChanged() {
    return isChanged;
  }

  /**
   * Folded usage; what was open and has been billed since is among it, and folding leaves it out.
   */
  public Dataset<Row> usage() {
    return unchanged(context.pinned(Table.USAGE_STATE));
  }

  /** States of events. */
  public Dataset<Row> eventCounts() {
    return unchanged(context.pinned(Table.EVENT_COUNTS));
  }

  /** Values that unique counts have seen. */
  public Dataset<Row> seenValues() {
    return isSeenAsPublished()
        ? context.pinned(Table.SEEN_VALUES)
        : withoutBilled(unchanged(context.pinned(Table.SEEN_VALUES)));
  }

  /**
   * Whether all published values still hold, so that new ones need only be added. They are
   * rewritten when accounts changed and when the published run billed periods.
   */
  public boolean isSeenAsPublished() {
    if (isSeenAsPublished == null) {
      isSeenAsPublished =
          !isChanged
              && context
                  .pinned(Table.FINALIZED_PERIODS)
                  .where(col("run_token").equalTo(basis.token()))
                  .where("timing = 'arrears'")
                  .isEmpty();
    }
    return isSeenAsPublished;
  }

  /** The rows of accounts that did not change. */
  public Dataset<Row> unchanged(Dataset<Row> rows) {
    return isChanged ? withoutAny(rows, broadcast(changed), "account_id") : rows;
  }

  /** The rows of accounts that changed. */
  public Dataset<Row> ofChanged(Dataset<Row> rows) {
    return rows.join(broadcast(changed), name("account_id"), "left_semi");
  }

  private Dataset<Row> withoutBilled(Dataset<Row> rows) {
    Dataset<Row> billed =
        periods
            .where("arrears_landing IS NOT NULL")
            .select(
                col("subscription_id").as("billed_subscription"), col("period_start").as("billed"));
    return rows.join(
        billed,
        rows.col("scope")
            .equalTo("open")
            .and(rows.col("subscription_id").equalTo(billed.col("billed_subscription")))
            .and(rows.col("period_start").equalTo(billed.col("billed"))),
        "left_anti");
  }

  private static Dataset<Row> withoutAny(Dataset<Row> rows, Dataset<Row> refused, String column) {
    return rows.join(refused, name(column), "left_anti");
  }

  private static Seq<String> name(String column) {
    return CollectionConverters.asScala(List.of(column)).toSeq();
  }

  private static Column[] columns() {
    return List.of(
            "source",
            "event_id",
            "identity_hash",
            "event_name",
            "event_date",
            "event_time",
            "subject",
            "properties",
            "landing")
        .stream()
        .map(name -> col(name))
        .toArray(Column[]::new);
  }
}
