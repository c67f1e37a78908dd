package io.lakebill.jobs.payment;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.table.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * When collecting invoices is tried again after it failed: as the plans on their lines say. Of
 * several that say it, the one that tries most often holds, and of these the one that gives up
 * last.
 *
 * @param daysByInvoice days from the first failure to each retry
 */
record RetrySchedule(Map<String, List<Integer>> daysByInvoice) {

  static RetrySchedule of(RunContext context, Collection<String> invoices) {
    Catalog catalog = context.catalog();
    Map<String, List<Integer>> days = new HashMap<>();
    if (invoices.isEmpty() || catalog.plans().stream().allMatch(RetrySchedule::triesOnce)) {
      return new RetrySchedule(days);
    }
    for (Row line :
        context
            .pinned(Table.INVOICE_LINES)
            .where(col("invoice_id").isin(invoices.toArray()).and(col("plan_id").isNotNull()))
            .select("invoice_id", "plan_id")
            .distinct()
            .collectAsList()) {
      catalog
          .plan(line.getString(1))
          .ifPresent(
              plan -> days.merge(line.getString(0), plan.paymentRetryDays(), RetrySchedule::more));
    }
    return new RetrySchedule(days);
  }

  List<Integer> days(Followed invoice) {
    return of(invoice.id());
  }

  List<Integer> of(String invoice) {
    return daysByInvoice.getOrDefault(invoice, List.of());
  }

  private static boolean triesOnce(Plan plan) {
    return plan.paymentRetryDays().isEmpty();
  }

  private static List<Integer> more(List<Integer> one, List<Integer> other) {
    if (one.size() != other.size() || one.isEmpty()) {
      return one.size() >= other.size() ? one : other;
    }
    return one.get(one.size() - 1) >= other.get(other.size() - 1) ? one : other;
  }
}
