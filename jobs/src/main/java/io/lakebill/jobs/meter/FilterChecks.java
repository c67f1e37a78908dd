package io.lakebill.jobs.meter;

import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Meter;
import io.lakebill.schemas.catalog.Profile;
import io.lakebill.schemas.document.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks the SQL filters of a catalog's meters. */
public final class FilterChecks {

  private FilterChecks() {}

  /** What is wrong with the filters, each as a problem of its meter. */
  public static List<Problem> check(Path file, Catalog catalog) {
    return catalog.meters().stream()
        .flatMap(
            meter ->
                meter.profiles().stream()
                    .map(profile -> check(file, meter, profile))
                    .flatMap(Optional::stream))
        .toList();
  }

  private static Optional<Problem> check(Path file, Meter meter, Profile profile) {
    return profile
        .sqlFilter()
        .flatMap(MeterFilter::fault)
        .map(
            fault ->
                new Problem(
                    file.toString(), 0, "meters/" + meter.reference(profile) + "/filter", fault));
  }
}
