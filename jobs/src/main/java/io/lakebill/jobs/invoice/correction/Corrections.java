package io.lakebill.jobs.invoice.correction;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.lakebill.jobs.contract.BillingPeriods;
import io.lakebill.jobs.contract.TaxRates;
import io.lakebill.jobs.invoice.account.AccountFacts;
import io.lakebill.jobs.invoice.account.ChargedPeriod;
import io.lakebill.jobs.lake.InternalRows;
import io.lakebill.jobs.lake.SmallFrames;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.UsageAgain;
import io.lakebill.jobs.rate.RateUsage;
import io.lakebill.jobs.run.Demand;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.jobs.run.Staging;
import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Corrects invoices whose usage is known otherwise by now, because events came late, were withdrawn
 * or amended (decision 52). The period is metered, rated and invoiced again as a whole, with the
 * terms of then; what that comes to, less what was billed for it, is charged on an invoice to come.
 * Only periods of which something new is known, or whose correction is on no invoice yet, are
 * looked at.
 */
public final class Corrections {

  /** The staged frame of corrections, in the columns of {@code charges}. */
  public static final String STAGED = "corrections";

  /** The staged frame of what is corrected, or cannot be, as rows of {@code billing_issues}. */
  public static final String FINDINGS = "correction_findings";

  /** What credits get back by them, each with the correction that it waits for. */
  static final String RETURNS = "credits_of_corrections";

  /** The staged frame of what came after a month was closed, as rows of {@code billing_issues}. */
  public static final String CLOSED = "closed_findings";

  static final String CORRECTED = "corrected_usage";

  static final String CLOSED_USAGE = "closed_usage";

  static final String UNCORRECTED = "uncorrected_usage";

  private static final String OPEN = "periods_again";

  private static final String USAGE_BILLED = "usage_as_billed";

  private static final String USAGE_KNOWN = "usage_as_known";

  /** All that it stages, some of it only where there is something to correct. */
  public static final List<String> STAGES =
      List.of(
          STAGED, FINDINGS, RETURNS, CLOSED, OPEN, USAGE_BILLED, USAGE_KNOWN, UsageAgain.ROUTES);

  private static final String SEMI = "left_semi";

  private final RunContext context;
  private final Dataset<Row> periods;
  private final Dataset<Row> payers;

  private Corrections(RunContext context, Dataset<Row> periods) {
    this.context = context;
    this.periods = periods;
    this.payers =
        context
            .pinned(Table.ACCOUNTS)
            .selectExpr("account_id", "coalesce(paid_by, account_id) AS " + ChargedPeriod.PAYER);
  }

  /**
   * Stages both frames.
   *
   * @return the days of invoices that corrections come on
   */
  public static List<LocalDate> stage(RunContext context) {
    CorrectedPeriods wanted = CorrectedPeriods.of(context);
    context
        .staging()
        .write(
            CLOSED,
            context
                .spark()
                .createDataFrame(wanted.closed(), context.lake().nullable(Table.BILLING_ISSUES)));
    if (wanted.periods().isEmpty()) {
      schemas(context)
          .forEach(
              (name, columns) ->
                  context
                      .staging()
                      .write(name, SmallFrames.frame(context.spark(), List.of(), columns)));
      return List.of();
    }
    Corrections corrections =
        new Corrections(
            context, context.spark().createDataFrame(wanted.periods(), CorrectedPeriods.COLUMNS));
    corrections.write();
    return context.staging().read(STAGED).select("billing_date").distinct().collectAsList().stream()
        .map(row -> row.<LocalDate>getAs(0))
        .toList();
  }

  private static Map<String, StructType> schemas(RunContext context) {
    return Map.of(
        STAGED, context.lake().nullable(Table.CHARGES),
        FINDINGS, context.lake().nullable(Table.BILLING_ISSUES),
        RETURNS,
            context
                .lake()
                .nullable(Table.CREDIT_LEDGER)
                .add("corrected_subscription", DataTypes.StringType)
                .add("corrected_start", DataTypes.DateType));
  }

  /**
   * What credits get back by corrections that are issued, as rows of {@code credit_ledger}; empty
   * if nothing comes back.
   *
   * @param issued the lines of invoices of the run
   */
  public static Optional<Dataset<Row>> returns(RunContext context, Dataset<Row> issued) {
    Staging staging = context.staging();
    if (staging.rows(RETURNS) == 0) {
      return Optional.empty();
    }
    Dataset<Row> corrections =
        issued
            .where(col("charge_type").equalTo(ChargedPeriod.CORRECTION))
            .select(
                col("subscription_id").as("corrected_subscription"),
                col("period_start").as("corrected_start"))
            .distinct();
    Dataset<Row> all = staging.read(RETURNS);
    Dataset<Row> now =
        all.join(corrections, on("corrected_subscription", "corrected_start"), SEMI)
            .unionByName(all.where(col("corrected_subscription").isNull()));
    return Optional.of(now.drop("corrected_subscription", "corrected_start"));
  }

  private void write() {
    Staging staging = context.staging();
    Dataset<Row> metered = BillingPeriods.metered(context).join(accounts(), on("account_id"), SEMI);
    Dataset<Row> open = staging.write(OPEN, byRun(this::openBefore));
    UsageAgain usage = UsageAgain.of(context, periods, open);
    Dataset<Row> billed = staging.write(USAGE_BILLED, usage.asBilled());
    Dataset<Row> known = staging.write(USAGE_KNOWN, usage.asKnown());
    Map<String, Dataset<Row>> corrected =
        Map.of("corrected_periods", periods, "paying_accounts", payers);
    Dataset<Row> together =
        run(
            "invoiced_together",
            corrected,
            Map.of(
                "finalized_periods", context.pinned(Table.FINALIZED_PERIODS),
                "charges", ofTheirDays(context.pinned(Table.CHARGES)),
                "billed_charges", charges(metered, open, billed),
                "known_charges", charges(metered, open, known)));
    Dataset<Row> invoiced =
        run(
            "invoiced_before",
            corrected,
            Map.of(
                "invoice_lines", context.pinned(Table.INVOICE_LINES),
                "invoices", context.pinned(Table.INVOICES)));
    Dataset<Row> next =
        run(
            "next_invoices",
            corrected,
            Map.of("open_charges", staging.read(Staging.openName(Table.CHARGES))));
    Dataset<Row> used =
        run(
            "credits_of_invoiced",
            corrected,
            Map.of(
                "credit_ledger", context.pinned(Table.CREDIT_LEDGER),
                "invoice_lines", context.pinned(Table.INVOICE_LINES),
                "invoices", context.pinned(Table.INVOICES)));
    stage(together, invoiced, used, next);
  }

  private Dataset<Row> run(
      String query, Map<String, Dataset<Row>> corrected, Map<String, Dataset<Row>> more) {
    Map<String, Dataset<Row>> frames = new HashMap<>(corrected);
    frames.putAll(more);
    return Sql.run(context.spark(), query, frames, Map.of());
  }

  private Dataset<Row> accounts() {
    return periods.select("account_id").distinct();
  }

  /** The periods as they were before a run billed them, with their ends open alone. */
  private Dataset<Row> openBefore(long token, Dataset<Row> some) {
    Dataset<Row> subscriptions =
        context
            .pinned(Table.SUBSCRIPTIONS)
            .join(some.select("subscription_id").distinct(), on("subscription_id"), SEMI);
    return BillingPeriods.of(context, subscriptions, before(token, Table.FINALIZED_PERIODS))
        .join(
            some.select("subscription_id", "period_start", "period_end"),
            on("subscription_id", "period_start", "period_end"),
            SEMI)
        .where("arrears_landing IS NULL")
        .withColumn("is_metered", lit(true))
        .withColumn("advance_finalized", lit(true));
  }

  /** What they were charged at their ends with this usage. */
  private Dataset<Row> charges(Dataset<Row> metered, Dataset<Row> open, Dataset<Row> usage) {
    return byRun(
        (token, some) ->
            RateUsage.chargesAgain(
                context,
                metered,
                of(some, open),
                of(some, usage),
                before(token, Table.BILLED_TIME)));
  }

  private Dataset<Row> of(Dataset<Row> some, Dataset<Row> rows) {
    return rows.join(
        some.select("subscription_id", "period_start"),
        on("subscription_id", "period_start"),
        SEMI);
  }

  private Dataset<Row> before(long token, Table table) {
    return context.pinned(table).where(col("run_token").lt(token));
  }

  /** Asks for the periods that each run billed. */
  private Dataset<Row> byRun(BiFunction<Long, Dataset<Row>, Dataset<Row>> some) {
    return periods.select("run_token").distinct().orderBy("run_token").collectAsList().stream()
        .map(row -> row.getLong(0))
        .map(token -> some.apply(token, periods.where(col("run_token").equalTo(token))))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  private Dataset<Row> ofTheirDays(Dataset<Row> charges) {
    Object[] days =
        periods.select("period_end").distinct().collectAsList().stream()
            .map(row -> row.get(0))
            .toArray();
    return charges.where(col("billing_date").isin(days));
  }

  private void stage(
      Dataset<Row> together, Dataset<Row> invoiced, Dataset<Row> used, Dataset<Row> next) {
    String billed = context.run().onDemand().map(Demand::account).orElse(null);
    long token = context.run().token();
    Catalog catalog = context.catalog();
    TaxRates rates = AccountFacts.taxRates(context);
    ExchangeRates exchange = AccountFacts.exchangeRates(context);
    LocalDate asOf = context.run().asOf();
    Map<String, StructType> frames = schemas(context);
    Dataset<Row> facts =
        AccountFacts.facts(context, List.of())
            .join(
                next.select(col(ChargedPeriod.PAYER).as("account_id")).distinct(),
                on("account_id"),
                SEMI);
    Dataset<Row> charged = named(together, CorrectionTask.CHARGES);
    Dataset<Row> before = named(invoiced, CorrectionTask.INVOICED);
    Dataset<Row> paid = named(used, CorrectionTask.USED);
    Dataset<Row> periodsNext = named(next, CorrectionTask.PERIODS);
    Optional<List<InternalRow>> few = SmallFrames.rows(periodsNext);
    if (few.isPresent()) {
      context
          .staging()
          .writeHere(
              frames,
              new CorrectionTask(
                  catalog,
                  rates,
                  exchange,
                  asOf,
                  billed,
                  token,
                  facts.collectAsList().iterator(),
                  collected(charged),
                  collected(before),
                  collected(paid),
                  few.get().iterator()),
              (task, rows) -> task.write(rows));
      return;
    }
    int tasks = context.spark().sessionState().conf().numShufflePartitions();
    JavaRDD<CorrectionTask> shares =
        facts
            .repartition(tasks, col("account_id"))
            .toJavaRDD()
            .zipPartitions(
                byPayer(charged, tasks)
                    .zipPartitions(
                        byPayer(before, tasks)
                            .zipPartitions(
                                byPayer(paid, tasks)
                                    .zipPartitions(
                                        byPayer(periodsNext, tasks),
                                        (one, other) -> List.of(List.of(one, other)).iterator()),
                                (one, others) -> {
                                  List<Iterator<InternalRow>> two = others.next();
                                  return List.of(List.of(one, two.get(0), two.get(1))).iterator();
                                }),
                        (one, others) -> {
                          List<Iterator<InternalRow>> three = others.next();
                          return List.of(List.of(one, three.get(0), three.get(1), three.get(2)))
                              .iterator();
                        }),
                (accounts, theirs) -> {
                  List<Iterator<InternalRow>> four = theirs.next();
                  return List.of(
                          new CorrectionTask(
                              catalog,
                              rates,
                              exchange,
                              asOf,
                              billed,
                              token,
                              accounts,
                              four.get(0),
                              four.get(1),
                              four.get(2),
                              four.get(3)))
                      .iterator();
                });
    context.staging().write(frames, shares, (task, rows) -> task.write(rows));
  }

  private static Iterator<InternalRow> collected(Dataset<Row> frame) {
    return InternalRows.of(frame).map(InternalRow::copy).collect().iterator();
  }

  private static JavaRDD<InternalRow> byPayer(Dataset<Row> rows, int tasks) {
    return InternalRows.of(rows.repartition(tasks, col(ChargedPeriod.PAYER)));
  }

  private static Dataset<Row> named(Dataset<Row> all, List<String> columns) {
    return all.select(columns.stream().map(name -> col(name)).toArray(Column[]::new));
  }

  private static String[] on(String... columns) {
    return columns;
  }
}
