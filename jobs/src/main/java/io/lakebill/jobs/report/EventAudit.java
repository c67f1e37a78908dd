package io.lakebill.jobs.report;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.schemas.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The conservation ledger: where every row that was ever handed over is. Per landing, rows handed
 * over = accepted + duplicates + conflicts + rejected + superseded + withdrawals, and the tables
 * hold as many; per published run, accepted = billed + included + filtered + late + unmatched +
 * ambiguous + unpriced + open + withdrawn.
 *
 * @param landings one row per landing
 * @param runs one row per published run
 * @param leakage events nobody pays for; their amount is not told, because what they would have
 *     cost depends on tiers and minimums of periods that are closed or unknown
 */
public record EventAudit(QueryResult landings, QueryResult runs, QueryResult leakage) {

  private static final String ADDS_UP = "adds_up";

  /** Counts what is there; nothing is taken from an earlier audit. */
  public static EventAudit of(PublishedTables tables) {
    return new EventAudit(
        ask(
            tables,
            "audit_landings",
            Table.LANDINGS,
            Table.EVENTS,
            Table.REJECTED_EVENTS,
            Table.WITHDRAWN_EVENTS),
        ask(tables, "audit_runs", Table.BILLING_RUNS, Table.LANDINGS, Table.EVENT_LEDGER),
        ask(
            tables,
            "audit_leakage",
            Table.BILLING_ISSUES,
            Table.INVOICE_LINES,
            Table.DRAFT_INVOICE_LINES));
  }

  /** Each landing and run that does not add up, in a sentence; empty when all do. */
  public List<String> breaches() {
    List<String> breaches = new ArrayList<>();
    breaches(landings, "landing", breaches);
    breaches(runs, "run_id", breaches);
    return breaches;
  }

  private static void breaches(QueryResult result, String key, List<String> breaches) {
    result.asMaps().stream()
        .filter(row -> !Boolean.TRUE.equals(row.get(ADDS_UP)))
        .forEach(
            row -> breaches.add("%s %s does not add up: %s".formatted(key, row.get(key), row)));
  }

  private static QueryResult ask(PublishedTables tables, String name, Table... of) {
    Map<String, Dataset<Row>> frames = new TreeMap<>();
    Arrays.stream(of).forEach(table -> frames.put(table.tableName(), tables.read(table)));
    return QueryResult.of(Sql.run(tables.spark(), name, frames, Map.of()));
  }
}
