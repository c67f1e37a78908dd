package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.schemas.table.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What must hold before a run may be published: lines add up to charges and to drafts, numbers
 * follow on without gap, no charge is billed twice, every accepted event is in one state, and
 * {@link InvoiceLaws} hold.
 */
public final class Audit {

  /** The staged frame of what the sample check of metering found, a sentence per row. */
  public static final String METERING_DIFFERENCES = "metering_differences";

  private Audit() {}

  /** The laws that what the run staged breaks, each in a sentence; empty when all is well. */
  static List<String> failures(RunContext context) {
    Map<String, Dataset<Row>> views = new TreeMap<>();
    views.put("metering_differences", context.staging().read(METERING_DIFFERENCES));
    views.put("new_billed_time", context.staging().read(Table.BILLED_TIME));
    views.put("published_billed_time", context.pinned(Table.BILLED_TIME));
    views.putAll(
        Map.of(
            "charges", context.staging().read(Table.CHARGES),
            "staged_usage", context.staging().read(Table.USAGE),
            "draft_invoices", context.staging().read(Table.DRAFT_INVOICES),
            "draft_invoice_lines", context.staging().read(Table.DRAFT_INVOICE_LINES),
            "new_invoices", context.staging().read(Table.INVOICES),
            "published_invoices", context.pinned(Table.INVOICES),
            "new_finalized_periods", context.staging().read(Table.FINALIZED_PERIODS),
            "published_finalized_periods", context.pinned(Table.FINALIZED_PERIODS),
            "event_states",
                context
                    .staging()
                    .read(Table.EVENT_LEDGER)
                    .crossJoin(
                        context
                            .pinned(Table.LANDINGS)
                            .where("landing <= " + context.run().landing())
                            .selectExpr("coalesce(sum(accepted), 0) AS accepted"))));
    return Stream.concat(
            Sql.run(context.spark(), "audit", views, Map.of()).collectAsList().stream()
                .map(row -> row.getString(0)),
            InvoiceLaws.breachesBy(context).stream())
        .toList();
  }
}
