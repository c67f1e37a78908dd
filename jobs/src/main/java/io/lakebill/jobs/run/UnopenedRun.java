package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CatalogReader;
import io.lakebill.schemas.table.Table;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What a run for a date would start from: the inputs as they are, and what the last run published.
 * It is none: it takes no lease, has staged nothing, and nothing is written.
 *
 * @param metered id of the run whose usage is published
 * @param meteredAsOf the date of that run
 * @param changed the inputs that are not those of that run any more, by table name
 */
public record UnopenedRun(
    RunContext context, String metered, LocalDate meteredAsOf, List<String> changed) {

  private static final String NONE = "none";

  /**
   * Looks at a lake.
   *
   * @throws MissingSetupException if no run has been published
   * @throws IllegalArgumentException if the last one was for a later date
   */
  public static UnopenedRun at(Lake lake, LocalDate asOf) {
    Row published =
        Published.last(lake)
            .filter(row -> row.getAs("run_in_force") != null)
            .orElseThrow(
                () ->
                    new MissingSetupException(
                        "no night has billed the lake %s yet, so nothing is metered; run `nightly`"
                            .formatted(lake.root())));
    requireTables(lake);
    RunFiles files = new RunFiles(lake.root());
    String inForce = published.getAs("run_in_force");
    LocalDate last = files.run(inForce).map(Run::asOf).orElse(published.getAs("as_of"));
    if (asOf.isBefore(last)) {
      throw new IllegalArgumentException(
          "the lake is billed as of %s already, by run %s; ask for that day or a later one"
              .formatted(last, inForce));
    }
    Row catalog =
        lake.read(Table.CATALOG_VERSIONS).orderBy(functions.col("version").desc()).first();
    Catalog parsed = CatalogReader.fromJson(catalog.getAs("document"));
    Map<String, Long> inputs = inputs(lake);
    Run run =
        new Run(
            NONE,
            Run.Mode.STEPS,
            asOf,
            Run.USUALLY_DUE,
            Instant.EPOCH,
            published.<Long>getAs("landing"),
            catalog.getAs("catalog_hash"),
            inputs,
            published.getJavaMap(published.fieldIndex("table_versions")),
            0,
            null,
            null);
    Staging nothing =
        new Staging(lake, files.staging(NONE), new StagedHashes(NONE, files.stagedHashes(NONE)));
    return new UnopenedRun(
        new RunContext(lake, run, parsed, Map.of(), nothing),
        inForce,
        last,
        changed(inputs, files.run(inForce).map(Run::inputVersions).orElse(Map.of())));
  }

  private static void requireTables(Lake lake) {
    for (Table table : Table.values()) {
      if (!Files.isDirectory(lake.path(table).resolve("_delta_log"))) {
        throw new MissingSetupException(
            "the lake %s has no table %s yet, which the next `nightly` makes"
                .formatted(lake.root(), table.tableName()));
      }
    }
  }

  private static Map<String, Long> inputs(Lake lake) {
    return Arrays.stream(Table.values())
        .filter(table -> table.kind() == Table.Kind.INPUT)
        .collect(
            Collectors.toMap(Table::tableName, lake::version, (one, same) -> one, TreeMap::new));
  }

  private static List<String> changed(Map<String, Long> now, Map<String, Long> then) {
    return now.entrySet().stream()
        .filter(table -> !table.getValue().equals(then.get(table.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }
}
