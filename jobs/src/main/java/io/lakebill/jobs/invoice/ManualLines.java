package io.lakebill.jobs.invoice;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.invoice.account.ChargedPeriod;
import io.lakebill.jobs.invoice.note.PendingRequests;
import io.lakebill.jobs.lake.SmallFrames;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Lines that people ask for: each stands on the next invoice of its account, taxed as its plan, and
 * on no other once that is issued.
 */
final class ManualLines {

  /** The staged frame of them, in the columns of {@code charges}. */
  static final String STAGED = "manual_lines";

  private ManualLines() {}

  /**
   * Stages them.
   *
   * @param open the charges of the run that are open, corrections among them
   * @return the days of invoices that they come on
   */
  static List<LocalDate> stage(RunContext context, Dataset<Row> open) {
    Dataset<Row> asked = PendingRequests.lines(context);
    if (asked.isEmpty()) {
      context
          .staging()
          .write(
              STAGED,
              SmallFrames.frame(
                  context.spark(), List.of(), context.lake().nullable(Table.CHARGES)));
      return List.of();
    }
    context
        .staging()
        .write(
            STAGED,
            Sql.run(
                    context.spark(),
                    "manual_lines",
                    Map.of(
                        "asked_lines", asked,
                        "open_charges", open,
                        "paying_accounts",
                            context
                                .pinned(Table.ACCOUNTS)
                                .selectExpr(
                                    "account_id",
                                    "coalesce(paid_by, account_id) AS " + ChargedPeriod.PAYER)),
                    Map.of())
                .to(context.lake().nullable(Table.CHARGES)));
    return context
        .staging()
        .read(STAGED)
        .select(col("billing_date"))
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.<LocalDate>getAs(0))
        .toList();
  }
}
