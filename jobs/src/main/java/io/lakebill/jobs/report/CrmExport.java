package io.lakebill.jobs.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.lakebill.jobs.contract.PlanChanges;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.csv.SafeCell;
import io.lakebill.schemas.table.Table;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Tells a CRM who its customers are to billing: {@code accounts}, {@code subscriptions} and {@code
 * invoices}, each as CSV and as JSON Lines with the same columns. Files replace those of an earlier
 * export one by one, each as a whole. Cells of CSV that a spreadsheet would run are quoted.
 */
public final class CrmExport {

  private static final List<String> FILES = List.of("accounts", "subscriptions", "invoices");

  private static final StructType PLANS =
      StructType.fromDDL(
          "plan_id STRING, plan_name STRING, plan_status STRING, currency STRING, cadence STRING");

  private static final StructType PLAN_NOW =
      StructType.fromDDL("subscription_id STRING, plan_now STRING");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path output;

  /** An export to a directory, which is made if need be. */
  public CrmExport(Path output) {
    this.output = output.toAbsolutePath().normalize();
  }

  /**
   * Writes the files.
   *
   * @param asOf decides what is active and which invoices were issued
   * @return rows by file, without suffix
   */
  public Map<String, Long> write(
      SparkSession spark, PublishedTables tables, Catalog catalog, LocalDate asOf) {
    Map<String, Dataset<Row>> all =
        Map.of(
            "accounts", tables.read(Table.ACCOUNTS),
            "subscriptions", subscriptions(spark, tables, catalog, asOf),
            "invoices", tables.read(Table.INVOICES),
            "draft_invoices", tables.read(Table.DRAFT_INVOICES),
            "plans", plans(spark, catalog));
    Map<String, Long> rows = new LinkedHashMap<>();
    for (String file : FILES) {
      Dataset<Row> answer = Sql.run(spark, "crm_" + file, all, Map.of("as_of", asOf));
      rows.put(file, write(file, answer));
    }
    return rows;
  }

  /** Each with the plan that it is on, which is another than it began on where it was changed. */
  private static Dataset<Row> subscriptions(
      SparkSession spark, PublishedTables tables, Catalog catalog, LocalDate asOf) {
    Dataset<Row> all = tables.read(Table.SUBSCRIPTIONS);
    PlanChanges changes = PlanChanges.of(tables.read(Table.PLAN_CHANGES).collectAsList());
    if (changes.subscriptions().isEmpty()) {
      return all;
    }
    List<Row> changed =
        all
            .where(col("subscription_id").isin(changes.subscriptions().toArray()))
            .collectAsList()
            .stream()
            .map(
                row ->
                    RowFactory.create(
                        row.getAs("subscription_id"), changes.planOn(asOf, row, catalog)))
            .toList();
    Dataset<Row> now = spark.createDataFrame(changed, PLAN_NOW);
    return all.join(now, new String[] {"subscription_id"}, "left")
        .withColumn("plan_id", coalesce(col("plan_now"), col("plan_id")))
        .drop("plan_now");
  }

  private static Dataset<Row> plans(SparkSession spark, Catalog catalog) {
    List<Row> plans = new ArrayList<>();
    for (Plan plan : catalog.plans()) {
      plans.add(
          RowFactory.create(
              plan.id(),
              plan.name(),
              plan.status().id(),
              plan.currency().code(),
              plan.cadence().name().toLowerCase(Locale.ROOT)));
    }
    return spark.createDataFrame(plans, PLANS);
  }

  private long write(String name, Dataset<Row> answer) {
    Path csvFile = output.resolve(name + ".csv");
    Path jsonFile = output.resolve(name + ".jsonl");
    List<String> columns = List.of(answer.columns());
    long count = 0;
    try {
      Files.createDirectories(output);
      try (CsvWriter csv = CsvWriter.builder().build(partial(csvFile));
          BufferedWriter json = Files.newBufferedWriter(partial(jsonFile))) {
        csv.writeRecord(columns);
        for (Iterator<Row> rows = answer.toLocalIterator(); rows.hasNext(); count++) {
          Map<String, Object> values = values(columns, rows.next());
          csv.writeRecord(values.values().stream().map(SafeCell::of).toList());
          json.write(JSON.writeValueAsString(values));
          json.write('\n');
        }
      }
      Files.move(partial(csvFile), csvFile, StandardCopyOption.REPLACE_EXISTING);
      Files.move(partial(jsonFile), jsonFile, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name + " to " + output, e);
    }
    return count;
  }

  private static Map<String, Object> values(List<String> columns, Row row) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      values.put(columns.get(i), PlainValue.of(row.get(i)));
    }
    return values;
  }

  private static Path partial(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".partial");
  }
}
