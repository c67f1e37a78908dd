package io.lakebill.jobs.meter.event;

import io.lakebill.jobs.meter.expression.EventValues;
import io.lakebill.jobs.meter.expression.SqlProperties;
import io.lakebill.schemas.catalog.Aggregation;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Meter;
import io.lakebill.schemas.catalog.MeterDimension;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.Profile;
import io.lakebill.schemas.catalog.UsageCharge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;

/**
 * What meters read of events, whether or not a plan prices them: in filters, rules, values,
 * operations and expressions, and as dimensions. What an invoice rests on is among it.
 */
public final class ReadProperties {

  private final Map<String, Set<Column>> asked = new LinkedHashMap<>();

  private ReadProperties() {}

  /** The properties that some meter of some of the catalogs reads, by the name of their events. */
  public static Map<String, Set<String>> of(SparkSession spark, List<Catalog> catalogs) {
    ReadProperties all = new ReadProperties();
    Set<Meter> seen = new LinkedHashSet<>();
    for (Catalog catalog : catalogs) {
      catalog.meters().stream().filter(seen::add).forEach(all::add);
      catalog.meteredPlans().forEach(plan -> all.addDimensions(catalog, plan.plan()));
    }
    Map<String, Set<String>> read = new LinkedHashMap<>();
    all.asked.forEach(
        (name, columns) -> {
          Set<String> properties = read.computeIfAbsent(name, any -> new TreeSet<>());
          EventExpressions.resolve(spark, new ArrayList<>(columns)).stream()
              .flatMap(EventExpressions::properties)
              .forEach(properties::add);
        });
    return read;
  }

  private void add(Meter meter) {
    meter.dimensions().forEach(dimension -> add(meter, dimension));
    for (Profile profile : meter.profiles()) {
      profile.where().forEach(rule -> add(meter, EventValues.property(rule.property())));
      profile.sqlFilter().ifPresent(filter -> addAll(meter, SqlProperties.ofFilter(filter)));
      profile
          .comingAndGoing()
          .ifPresent(operation -> add(meter, EventValues.property(operation.property())));
      profile
          .aggregatedProperty()
          .ifPresent(
              property ->
                  addAll(
                      meter,
                      profile.aggregation() == Aggregation.SQL
                          ? SqlProperties.ofAggregate(property)
                          : Stream.of(EventValues.property(property))));
    }
  }

  private void add(Meter meter, MeterDimension dimension) {
    addAll(
        meter,
        dimension
            .sql()
            .map(SqlProperties::ofDimension)
            .orElseGet(() -> Stream.of(EventValues.property(dimension.name()))));
  }

  private void addDimensions(Catalog catalog, Plan plan) {
    Stream<UsageCharge> charges =
        plan.charges().stream().filter(UsageCharge.class::isInstance).map(UsageCharge.class::cast);
    charges.forEach(charge -> addDimensions(catalog.meter(charge.meter()).orElseThrow(), charge));
  }

  private void addDimensions(Meter meter, UsageCharge charge) {
    charge.dimensions().stream()
        .map(name -> meter.dimension(name).orElseGet(() -> MeterDimension.ofProperty(name)))
        .forEach(dimension -> add(meter, dimension));
  }

  private void addAll(Meter meter, Stream<Column> columns) {
    columns.forEach(column -> add(meter, column));
  }

  private void add(Meter meter, Column column) {
    asked.computeIfAbsent(meter.eventName(), name -> new LinkedHashSet<>()).add(column);
  }
}
