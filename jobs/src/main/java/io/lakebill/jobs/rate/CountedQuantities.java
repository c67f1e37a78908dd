package io.lakebill.jobs.rate;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CountedCharge;
import io.lakebill.schemas.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What counters and objects stand at over time, by subscription and charge. A counter given for a
 * subscription is its own; one given for an account counts for each of its subscriptions that has
 * none of its own and whose plan charges it, and objects of an account likewise.
 */
final class CountedQuantities {

  private static final StructType CHARGES =
      StructType.fromDDL("plan_id STRING, charge_id STRING, source STRING, counted STRING");

  private static final StructType QUANTITIES =
      StructType.fromDDL(
          """
          subscription_id STRING, plan_id STRING,
          counted ARRAY<STRUCT<
            charge_id: STRING,
            settings: ARRAY<STRUCT<from_date: DATE, until_date: DATE, quantity: DECIMAL(38, 18)>>,
            rivals: ARRAY<STRUCT<
              subscription_id: STRING, stretch_start: DATE, stretch_end: DATE>>>>
          """);

  private CountedQuantities() {}

  /**
   * One row per subscription that is charged for something that was given.
   *
   * @param metered the periods of all subscriptions of the accounts in question, billed or not
   */
  static Dataset<Row> of(RunContext context, Dataset<Row> metered) {
    return isCharged(context.catalog())
        ? Sql.run(
            context.spark(),
            "counted_quantities",
            Map.of(
                "billing_periods", metered,
                "counted_charges", charges(context),
                "given_quantities", given(context)),
            Map.of())
        : context.spark().createDataFrame(List.of(), QUANTITIES);
  }

  /** Whether any plan charges for a counter or objects. */
  static boolean isCharged(Catalog catalog) {
    return catalog.plans().stream()
        .flatMap(plan -> plan.charges().stream())
        .anyMatch(CountedCharge.class::isInstance);
  }

  /** The charges of plans that count something. */
  static Dataset<Row> charges(RunContext context) {
    List<Row> rows = new ArrayList<>();
    for (var plan : context.catalog().plans()) {
      plan.charges().stream()
          .filter(CountedCharge.class::isInstance)
          .map(CountedCharge.class::cast)
          .map(c -> RowFactory.create(plan.id(), c.id(), c.type(), c.counter()))
          .forEach(rows::add);
    }
    return context.spark().createDataFrame(rows, CHARGES);
  }

  /** Everything that was said about counters and objects. */
  static Dataset<Row> given(RunContext context) {
    return Sql.run(
        context.spark(),
        "given_quantities",
        Map.of(
            "counters", context.pinned(Table.COUNTERS), "objects", context.pinned(Table.OBJECTS)),
        Map.of());
  }
}
