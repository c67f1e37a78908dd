package io.lakebill.jobs.rate;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CountedCharge;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
      StructType.fromDDL(
          """
          plan_id STRING, charge_id STRING, source STRING, counted STRING,
          from_date DATE, until_date DATE
          """);

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
        .flatMap(Plan::versions)
        .flatMap(plan -> plan.charges().stream())
        .anyMatch(CountedCharge.class::isInstance);
  }

  /** The charges of plans that count something. */
  static Dataset<Row> charges(RunContext context) {
    List<Row> rows = new ArrayList<>();
    for (Plan plan : context.catalog().plans()) {
      rows.addAll(charges(plan));
    }
    return context.spark().createDataFrame(rows, CHARGES);
  }

  /** Those of a plan, with the days from and until which some version of it has them. */
  private static List<Row> charges(Plan plan) {
    Map<List<String>, LocalDate[]> days = new LinkedHashMap<>();
    LocalDate from = null;
    for (int i = 0; i <= plan.earlier().size(); i++) {
      boolean isNow = i == plan.earlier().size();
      Plan version = isNow ? plan : plan.earlier().get(i).plan();
      LocalDate until = isNow ? null : plan.earlier().get(i).until();
      for (PlanCharge charge : version.charges()) {
        if (charge instanceof CountedCharge counted) {
          days.merge(
              List.of(counted.id(), counted.type(), counted.counter()),
              new LocalDate[] {from, until},
              (all, last) -> new LocalDate[] {all[0], last[1]});
        }
      }
      from = until;
    }
    return days.entrySet().stream()
        .map(
            one ->
                RowFactory.create(
                    plan.id(),
                    one.getKey().get(0),
                    one.getKey().get(1),
                    one.getKey().get(2),
                    one.getValue()[0],
                    one.getValue()[1]))
        .toList();
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
