package io.lakebill.jobs.report;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.contract.BillingPeriods;
import io.lakebill.jobs.rate.RateUsage;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.jobs.run.UnopenedRun;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.table.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a catalog would make of the periods that run, by plan and unit: each is rated by the code of
 * the night from the usage that the last one metered, with the catalog in force and with the other.
 * Charges and minimums of plans are in the amounts; credits, taxes and minimums of invoices are
 * not.
 *
 * @param unit what the amounts are in
 * @param subscriptions of the plan that have a period running
 * @param changed those of them that would be charged another amount
 * @param before what is charged by the catalog in force
 * @param after what would be
 * @param held charges that could not be billed by the other catalog
 */
public record CatalogEffect(
    String plan,
    String unit,
    long subscriptions,
    long changed,
    BigDecimal before,
    BigDecimal after,
    long held) {

  private static final Comparator<List<String>> ORDER =
      Comparator.comparing((List<String> place) -> place.get(0))
          .thenComparing(place -> place.get(1));

  /** What a subscription is charged by a plan on a day, in a unit. */
  private record Bill(String plan, String unit, String subscription, LocalDate day) {}

  /** The amounts by bill, and how many charges are held by plan and unit. */
  private record Rated(Map<Bill, BigDecimal> amounts, Map<List<String>, Long> held) {}

  /**
   * Compares the catalog in force with another one.
   *
   * @param from the date of the run in force
   * @return what differs, in the order of plans and units
   */
  public static List<CatalogEffect> of(UnopenedRun from, Catalog other) {
    RunContext now = from.context();
    RunContext next =
        new RunContext(now.lake(), now.run(), other, now.billedCatalogs(), now.staging());
    Rated before = rated(now);
    Rated after = rated(next);
    Map<List<String>, Map<String, BigDecimal[]>> bySubscription = new TreeMap<>(ORDER);
    before.amounts().forEach((bill, amount) -> add(bySubscription, bill, 0, amount));
    after.amounts().forEach((bill, amount) -> add(bySubscription, bill, 1, amount));
    List<CatalogEffect> effects = new ArrayList<>();
    bySubscription.forEach(
        (place, amounts) -> {
          long held = after.held().getOrDefault(place, 0L);
          CatalogEffect effect = of(place, amounts.values(), held);
          if (effect.changed > 0 || held != before.held().getOrDefault(place, 0L)) {
            effects.add(effect);
          }
        });
    return effects;
  }

  private static CatalogEffect of(List<String> place, Iterable<BigDecimal[]> amounts, long held) {
    long subscriptions = 0;
    long changed = 0;
    BigDecimal before = BigDecimal.ZERO;
    BigDecimal after = BigDecimal.ZERO;
    for (BigDecimal[] one : amounts) {
      subscriptions++;
      changed += one[0].compareTo(one[1]) == 0 ? 0 : 1;
      before = before.add(one[0]);
      after = after.add(one[1]);
    }
    return new CatalogEffect(
        place.get(0), place.get(1), subscriptions, changed, before, after, held);
  }

  private static void add(
      Map<List<String>, Map<String, BigDecimal[]>> all, Bill bill, int at, BigDecimal amount) {
    BigDecimal[] both =
        all.computeIfAbsent(List.of(bill.plan(), bill.unit()), any -> new HashMap<>())
            .computeIfAbsent(
                bill.subscription(), any -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
    both[at] = both[at].add(amount);
  }

  private static Rated rated(RunContext context) {
    Dataset<Row> periods = BillingPeriods.of(context);
    Dataset<Row> open = periods.where("is_metered AND arrears_landing IS NULL");
    Dataset<Row> usage =
        context
            .pinned(Table.USAGE)
            .join(
                open, new String[] {"subscription_id", "period_start", "period_end"}, "left_semi");
    Map<Bill, BigDecimal> amounts = new HashMap<>();
    Map<Bill, BigDecimal> least = new HashMap<>();
    Map<List<String>, Long> held = new HashMap<>();
    Iterator<Row> charges =
        RateUsage.charges(context, periods, usage)
            .select(
                col("plan_id"),
                col("unit"),
                col("subscription_id"),
                col("billing_date"),
                col("charge_type"),
                col("amount"),
                col("exact_amount"),
                col("held_reason"))
            .toLocalIterator();
    while (charges.hasNext()) {
      Row row = charges.next();
      Bill bill =
          new Bill(row.getString(0), row.getString(1), row.getString(2), row.<LocalDate>getAs(3));
      if (row.getString(4).equals("plan_minimum")) {
        least.put(bill, new BigDecimal(row.getString(6)));
      }
      amounts.merge(bill, row.getDecimal(5), BigDecimal::add);
      if (!row.isNullAt(7)) {
        held.merge(List.of(bill.plan(), bill.unit()), 1L, Long::sum);
      }
    }
    least.forEach((bill, minimum) -> amounts.merge(bill, minimum, BigDecimal::max));
    return new Rated(amounts, held);
  }
}
