package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.meter.count.Counting;
import io.lakebill.jobs.meter.priced.MeteredProfile;
import io.lakebill.jobs.meter.priced.PricedMeters;
import io.lakebill.schemas.catalog.Meter;
import io.lakebill.schemas.catalog.Profile;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Runs a meter over recent events without billing or writing anything. Days count as a billing
 * period of one subscription that sent every event; who really pays does not matter.
 *
 * @param since the first day
 * @param until the day after the last
 * @param zone whose midnights begin the days
 * @param subject whose events to look at; all unless given
 */
public record TryMeter(LocalDate since, LocalDate until, ZoneId zone, Optional<String> subject) {

  private static final String NOBODY = "trial";

  private static final int SAMPLES = 5;

  private static final StructType PERIOD =
      StructType.fromDDL(
          """
          account_id STRING, subscription_id STRING, plan_id STRING, period_start DATE,
          period_end DATE, start_utc TIMESTAMP, end_utc TIMESTAMP, arrears_landing BIGINT,
          time_zone STRING
          """);

  /** Refuses days that are none. */
  public TryMeter {
    if (!since.isBefore(until)) {
      throw new IllegalArgumentException("there is no day from " + since + " until " + until);
    }
  }

  /** What each of some profiles of a meter makes of events. */
  public List<Trial> run(Dataset<Row> events, Meter meter, List<Profile> profiles) {
    return profiles.stream().map(profile -> run(events, meter, profile)).toList();
  }

  private Trial run(Dataset<Row> events, Meter meter, Profile profile) {
    MeteredProfile metered = MeteredProfile.of(0, meter.reference(profile), meter, profile);
    Dataset<Row> routed = routed(events, metered);
    Dataset<Row> looked = routed.where("NOT is_billed").withColumn("counts_0", metered.counts());
    Row totals = looked.select(count(lit(1)), count_if(col("counts_0"))).collectAsList().get(0);
    Dataset<Row> matching = looked.where("counts_0");
    return new Trial(
        metered.reference(),
        totals.getLong(0),
        totals.getLong(1),
        usage(routed, metered),
        skipped(matching, metered),
        samples(matching, metered));
  }

  /** Events as metering sees them; those before the first day are there for who sees history. */
  private Dataset<Row> routed(Dataset<Row> events, MeteredProfile profile) {
    Column isBefore = col("event_time").lt(lit(since.atStartOfDay(zone).toInstant()));
    Dataset<Row> named =
        events
            .where(col("event_name").equalTo(profile.meter().eventName()))
            .where(col("event_time").lt(lit(until.atStartOfDay(zone).toInstant())))
            .where(profile.profile().seesHistory() ? lit(true) : isBefore.equalTo(false))
            .where(subject.map(name -> col("subject").equalTo(name)).orElse(lit(true)));
    return named.select(
        col("*"),
        lit(NOBODY).as("account_id"),
        lit(NOBODY).as("subscription_id"),
        lit(NOBODY).as("plan_id"),
        lit(zone.getId()).as("time_zone"),
        when(isBefore, lit(since.minusDays(1))).otherwise(lit(since)).as("period_start"),
        array(lit(true)).as("meters"),
        array(lit(false)).as("ambiguous_meters"),
        isBefore.as("is_billed"),
        lit(false).as("is_late"),
        lit(false).as("is_shared"));
  }

  private List<Trial.Quantity> usage(Dataset<Row> routed, MeteredProfile profile) {
    PricedMeters meters = PricedMeters.everyWay(profile);
    return Counting.metered(routed, meters, period(routed.sparkSession()))
        .orderBy(size(col("dimensions")), col("dimensions"), col("dimension_values"))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Trial.Quantity(
                    row.getList(row.fieldIndex("dimensions")),
                    row.getList(row.fieldIndex("dimension_values")),
                    row.getAs("quantity"),
                    row.getAs("events")))
        .toList();
  }

  private Dataset<Row> period(SparkSession spark) {
    return spark.createDataFrame(
        List.of(
            RowFactory.create(
                NOBODY,
                NOBODY,
                NOBODY,
                since,
                until,
                since.atStartOfDay(zone).toInstant(),
                until.atStartOfDay(zone).toInstant(),
                null,
                zone.getId())),
        PERIOD);
  }

  private static List<Trial.Skipped> skipped(Dataset<Row> matching, MeteredProfile profile) {
    return matching
        .withColumn("reason", new SkipReason(profile).column())
        .where("reason IS NOT NULL")
        .groupBy("reason")
        .agg(count(lit(1)).as("events"), min("event_id").as("example"))
        .orderBy("reason")
        .collectAsList()
        .stream()
        .map(row -> new Trial.Skipped(row.getString(0), row.getLong(1), row.getString(2)))
        .toList();
  }

  private static List<Trial.Sample> samples(Dataset<Row> matching, MeteredProfile profile) {
    Column value =
        profile
            .sql()
            .map(sql -> sql.arguments().get(0))
            .or(() -> profile.values().findFirst())
            .orElse(lit(null).cast("string"));
    return matching
        .select(col("event_id"), col("event_time"), col("subject"), value.as("value"))
        .orderBy(col("event_time").desc(), col("event_id").desc())
        .limit(SAMPLES)
        .collectAsList()
        .stream()
        .map(
            row ->
                new Trial.Sample(
                    row.getAs("event_id"),
                    row.getAs("event_time"),
                    row.getAs("subject"),
                    text(row.getAs("value"))))
        .toList();
  }

  private static String text(Object value) {
    return value instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : Objects.toString(value, null);
  }
}
