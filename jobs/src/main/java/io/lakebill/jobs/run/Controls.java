package io.lakebill.jobs.run;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.run.Evidence.Check;
import io.lakebill.schemas.table.Table;
import java.util.List;
import java.util.Map;

/**
 * The checks that a run has passed when it is published, with what they looked at. Those of laws
 * have no exceptions, since a run with any is not published; the others hold or tell theirs.
 */
final class Controls {

  private Controls() {}

  /**
   * Those of a run.
   *
   * @param counts what {@code billing_runs} counts of it
   */
  static List<Check> of(RunContext context, Map<String, Long> counts) {
    Staging staging = context.staging();
    boolean isAll = counts.containsKey(InvoiceLaws.LOOKED_AT_ALL);
    long invoices = staging.rows(Table.INVOICES);
    long drafts = counts.get("drafts");
    long events =
        counts.entrySet().stream()
            .filter(count -> count.getKey().startsWith("events_"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return List.of(
        held(
            "charge_lines",
            "the lines of each charge add up to its amount",
            staging.rows(Table.CHARGES)),
        held(
            "usage",
            "no quantity is there twice, and folding a sample again from all of its events changes nothing",
            staging.rows(Table.USAGE)),
        held(
            "draft_sums",
            "the lines of each draft, its discounts and its taxes come to its total",
            drafts),
        held(
            "invoice_numbers",
            "the numbers of each series go on without gap, and none is there twice",
            invoices),
        held(
            "billed_once",
            "no end of a period and no day of a fee is billed twice",
            staging.rows(Table.FINALIZED_PERIODS) + staging.rows(Table.BILLED_TIME)),
        held("events", "every accepted event is in one state", events),
        held(
            "invoice_seals",
            "each invoice is as it was sealed and follows the one before it, and its lines, taxes, terms and credits agree with it",
            isAll ? invoices + context.pinned(Table.INVOICES).count() : invoices),
        held(
            "credits",
            "the entries of credits come to zero, and no grant is used for more than it is",
            staging.rows(Table.CREDIT_LEDGER)),
        held(
            "credit_notes",
            "no credit note takes back more than is left of its invoice",
            staging.rows(InvoiceLaws.ASKED_NOTES)),
        new Check(
            "held_invoices",
            "what cannot be billed, or is held by people, is held with its reason; all else is issued once it is due",
            drafts + invoices,
            counts.get("held")),
        new Check(
            "plausible_invoices",
            "no invoice that is due is further from what the account is usually invoiced than its plan lets pass",
            drafts + invoices,
            counts.getOrDefault("implausible", 0L)),
        new Check(
            "billed_usage",
            "nothing else is known of the usage of periods that are billed than what was billed or corrected",
            events,
            staging
                .read(Table.BILLING_ISSUES)
                .where(
                    col("issue")
                        .isin(
                            "late_events",
                            "withdrawn_events",
                            "late_counter",
                            "uncorrected_usage",
                            "closed_usage"))
                .count()));
  }

  private static Check held(String control, String statement, long population) {
    return new Check(control, statement, population, 0);
  }
}
