package io.lakebill.jobs.payment;

import io.lakebill.jobs.lake.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which invoices payments may mean by the ones that they name. */
final class NamedInvoices {

  private NamedInvoices() {}

  /**
   * The ids of the invoices by the ids of the payments; none for one that names none.
   *
   * @param payments rows of {@code payments}
   * @param exports rows of {@code payment_export}
   */
  static Map<String, List<String>> of(
      Dataset<Row> payments, Dataset<Row> invoices, Dataset<Row> exports) {
    Map<String, List<String>> ids = new HashMap<>();
    Sql.run(
            payments.sparkSession(),
            "named_invoices",
            Map.of("payments", payments, "invoices", invoices, "payment_export", exports),
            Map.of())
        .collectAsList()
        .forEach(
            row ->
                ids.computeIfAbsent(row.getString(0), any -> new ArrayList<>())
                    .add(row.getString(1)));
    return ids;
  }
}
