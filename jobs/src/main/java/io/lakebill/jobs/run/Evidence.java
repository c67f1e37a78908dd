package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.schemas.document.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What was checked before runs were published, kept with them in {@code billing_runs}. Each check
 * is sealed with the one before it, over all runs: none can be changed, left out or put between
 * others later without every hash after it being wrong.
 */
public final class Evidence {

  /** By which {@code last_seals} has the hash of the last check. */
  static final String KEY = "checks";

  private Evidence() {}

  /**
   * One check of a run.
   *
   * @param control which one
   * @param statement what was found to hold
   * @param population of how many things
   * @param exceptions for how many of them it does not
   */
  record Check(String control, String statement, long population, long exceptions) {

    private String sealed(String runId, String previous) {
      return Sha256.of(
          String.join(
              "\n",
              previous,
              runId,
              control,
              statement,
              Long.toString(population),
              Long.toString(exceptions)));
    }
  }

  /** Checks as {@code billing_runs} keeps them, which follow on another. */
  static List<Row> sealed(String runId, List<Check> checks, String previous) {
    List<Row> rows = new ArrayList<>();
    String last = previous;
    for (Check check : checks) {
      last = check.sealed(runId, last);
      rows.add(
          RowFactory.create(
              check.control(), check.statement(), check.population(), check.exceptions(), last));
    }
    return rows;
  }

  /** The hash of the last one. */
  static String last(List<Row> checks) {
    Row last = checks.get(checks.size() - 1);
    return last.getString(last.length() - 1);
  }

  /** The hash of the last one that was ever published; empty if none was. */
  static String lastOf(Lake lake) {
    return Published.last(lake)
        .map(row -> row.<String, String>getJavaMap(row.fieldIndex("last_seals")))
        .flatMap(seals -> Optional.ofNullable(seals.get(KEY)))
        .orElse("");
  }

  /** What of rows of {@code billing_runs} is not as it was sealed, each in a sentence. */
  public static List<String> breaches(Dataset<Row> billingRuns) {
    List<String> breaches = new ArrayList<>();
    String last = "";
    Map<String, String> seals = Map.of();
    for (Row run :
        billingRuns
            .select("publication", "run_id", "checks", "last_seals")
            .orderBy("publication")
            .collectAsList()) {
      seals = run.getJavaMap(3);
      List<Row> checks = run.isNullAt(2) ? List.of() : run.getList(2);
      for (Row row : checks) {
        Check check = new Check(row.getString(0), row.getString(1), row.getLong(2), row.getLong(3));
        if (!check.sealed(run.getString(1), last).equals(row.getString(4))) {
          breaches.add(
              "check %s of publication %d: it is not what was sealed, or does not follow the one before it"
                  .formatted(check.control(), run.getLong(0)));
        }
        last = row.getString(4);
      }
    }
    if (!last.equals(seals.getOrDefault(KEY, ""))) {
      breaches.add("the last check is not the one that the last publication left");
    }
    return breaches;
  }
}
