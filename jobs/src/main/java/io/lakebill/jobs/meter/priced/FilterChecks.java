package io.lakebill.jobs.meter.priced;

import io.lakebill.jobs.meter.expression.DimensionSql;
import io.lakebill.jobs.meter.expression.MeterFilter;
import io.lakebill.jobs.meter.expression.SqlAggregate;
import io.lakebill.jobs.meter.expression.SqlFault;
import io.lakebill.jobs.run.MissingSetupException;
import io.lakebill.schemas.catalog.Aggregation;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Meter;
import io.lakebill.schemas.catalog.Profile;
import io.lakebill.schemas.document.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Checks the SQL of a catalog's meters: filters, dimensions, and aggregations of their own. */
public final class FilterChecks {

  private FilterChecks() {}

  /** What is wrong with the SQL, each as a problem of its meter. */
  public static List<Problem> check(Path file, Catalog catalog) {
    return catalog.meters().stream()
        .flatMap(
            meter ->
                Stream.concat(
                    dimensions(file, meter),
                    meter.profiles().stream().flatMap(profile -> check(file, meter, profile))))
        .toList();
  }

  private static Stream<Problem> dimensions(Path file, Meter meter) {
    return meter.dimensions().stream()
        .flatMap(
            dimension ->
                dimension
                    .sql()
                    .flatMap(DimensionSql::fault)
                    .map(
                        at(file, "meters/%s/dimensions/%s".formatted(meter.id(), dimension.name())))
                    .stream());
  }

  /**
   * Refuses a meter whose SQL may not be used. A catalog in force was checked when it was applied;
   * what was allowed then may be refused today.
   */
  static void requireUsable(String reference, Meter meter, Profile profile) {
    try {
      profile.sqlFilter().ifPresent(MeterFilter::column);
      meter.dimensions().forEach(dimension -> dimension.sql().ifPresent(DimensionSql::column));
      if (profile.aggregation() == Aggregation.SQL) {
        SqlAggregate.of(profile.property(), number -> "argument_" + number);
      }
    } catch (SqlFault fault) {
      throw new MissingSetupException(
          "meter %s of the catalog in force cannot be counted: %s; mend it and run `lakebill catalog apply`"
              .formatted(reference, fault.getMessage()));
    }
  }

  private static Stream<Problem> check(Path file, Meter meter, Profile profile) {
    String place = "meters/" + meter.reference(profile);
    Optional<String> sql =
        profile.aggregation() == Aggregation.SQL
            ? profile.aggregatedProperty().flatMap(SqlAggregate::fault)
            : Optional.empty();
    return Stream.of(
            profile.sqlFilter().flatMap(MeterFilter::fault).map(at(file, place + "/filter")),
            sql.map(at(file, place + "/sql")))
        .flatMap(Optional::stream);
  }

  private static Function<String, Problem> at(Path file, String place) {
    return fault -> new Problem(file.toString(), 0, place, fault);
  }
}
