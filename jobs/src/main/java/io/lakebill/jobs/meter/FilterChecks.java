package io.lakebill.jobs.meter;

import io.lakebill.jobs.meter.expression.MeterFilter;
import io.lakebill.jobs.meter.expression.SqlAggregate;
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

/** Checks the SQL of a catalog's meters: filters, and aggregations of their own. */
public final class FilterChecks {

  private FilterChecks() {}

  /** What is wrong with the SQL, each as a problem of its meter. */
  public static List<Problem> check(Path file, Catalog catalog) {
    return catalog.meters().stream()
        .flatMap(meter -> meter.profiles().stream().flatMap(profile -> check(file, meter, profile)))
        .toList();
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
