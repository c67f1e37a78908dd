package io.lakebill.jobs.cli;

import io.lakebill.jobs.report.PublishedTables;
import java.util.ArrayList;
import java.util.List;

/** What a person wants to see after the demo: where every event went, and the invoices. */
final class DemoSummary {

  private static final String EVENTS =
      """
      SELECT 'handed over' AS events, sum(handed_over) AS count FROM landings
      UNION ALL SELECT '  duplicate', sum(duplicates) FROM landings
      UNION ALL SELECT '  conflicting', sum(conflicts) FROM landings
      UNION ALL SELECT '  rejected', sum(rejected) FROM landings
      UNION ALL SELECT '  accepted', sum(accepted) FROM landings
      UNION ALL (SELECT concat('    ', state), sum(events) FROM event_ledger GROUP BY state ORDER BY state)
      """;

  private static final String INVOICES =
      """
      SELECT number, account_name AS account, issue_date, due_date, lines, total, currency
      FROM invoices
      ORDER BY number
      """;

  private static final String DRAFTS =
      """
      SELECT account_name AS account, billing_date, state, lines, total, currency
      FROM draft_invoices
      ORDER BY billing_date, account_id
      LIMIT 5
      """;

  private DemoSummary() {}

  static List<String> lines(PublishedTables tables) {
    List<String> lines = new ArrayList<>();
    add(lines, "Where every event went", tables.query(EVENTS).asTable());
    add(lines, "Invoices", tables.query(INVOICES).asTable());
    add(lines, "Drafts of the running periods (the first five)", tables.query(DRAFTS).asTable());
    return lines;
  }

  private static void add(List<String> lines, String title, List<String> table) {
    lines.add("");
    lines.add(title);
    table.forEach(line -> lines.add("  " + line));
  }
}
