package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.broadcast;

import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Meter;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.UsageCharge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The meters that some plan prices, and by which dimensions: a matrix price splits usage by its own
 * dimensions, any other price wants the whole.
 */
final class PricedMeters {

  private static final StructType CHARGE =
      StructType.fromDDL(
          "plan_id STRING, charge_id STRING, meter_id STRING, dimensions ARRAY<STRING>");

  private final List<MeteredProfile> profiles;
  private final Map<List<String>, List<MeteredProfile>> byDimensions;
  private final List<Row> charges;

  private PricedMeters(
      List<MeteredProfile> profiles,
      Map<List<String>, List<MeteredProfile>> byDimensions,
      List<Row> charges) {
    this.profiles = profiles;
    this.byDimensions = byDimensions;
    this.charges = charges;
  }

  static PricedMeters of(Catalog catalog) {
    List<Row> charges = new ArrayList<>();
    Map<String, TreeMap<String, List<String>>> dimensionsByMeter = new TreeMap<>();
    for (Plan plan : catalog.plans()) {
      for (UsageCharge charge : usageCharges(plan)) {
        List<String> dimensions = charge.price().model().dimensions();
        charges.add(
            RowFactory.create(
                plan.id(), charge.id(), charge.meter(), dimensions.toArray(String[]::new)));
        dimensionsByMeter
            .computeIfAbsent(charge.meter(), meter -> new TreeMap<>())
            .put(String.join("\u0000", dimensions), dimensions);
      }
    }
    List<MeteredProfile> profiles = new ArrayList<>();
    Map<List<String>, List<MeteredProfile>> byDimensions = new LinkedHashMap<>();
    dimensionsByMeter.forEach(
        (reference, lists) -> {
          Meter meter = catalog.meter(reference).orElseThrow();
          MeteredProfile profile =
              new MeteredProfile(
                  profiles.size(), reference, meter, catalog.profile(reference).orElseThrow());
          profiles.add(profile);
          lists
              .values()
              .forEach(
                  list -> byDimensions.computeIfAbsent(list, l -> new ArrayList<>()).add(profile));
        });
    return new PricedMeters(profiles, byDimensions, charges);
  }

  /** Every priced profile once. */
  List<MeteredProfile> profiles() {
    return profiles;
  }

  /** The profiles that are wanted split by a list of dimensions. */
  Map<List<String>, List<MeteredProfile>> byDimensions() {
    return byDimensions;
  }

  /** Metered usage of the charges that want it, split as they want it. */
  Dataset<Row> ofCharges(SparkSession spark, Dataset<Row> usage) {
    Dataset<Row> wanted = spark.createDataFrame(charges, CHARGE);
    return usage.join(broadcast(wanted), new String[] {"plan_id", "meter_id", "dimensions"});
  }

  private static List<UsageCharge> usageCharges(Plan plan) {
    return plan.charges().stream()
        .filter(UsageCharge.class::isInstance)
        .map(UsageCharge.class::cast)
        .collect(Collectors.toList());
  }
}
