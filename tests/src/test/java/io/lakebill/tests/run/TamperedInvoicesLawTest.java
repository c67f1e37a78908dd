package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.run.InvoiceLaws;
import io.lakebill.schemas.table.Table;
import io.lakebill.tests.fixture.FirstNights;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is made otherwise of what was finalized is found, and what it is of is named: an invoice
 * by its number, an entry of credits by its grant. Each change is made in rows at hand.
 */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperedInvoicesLawTest {

  private static final List<Table> FINAL =
      List.of(Table.INVOICES, Table.INVOICE_LINES, Table.CREDIT_LEDGER);

  private static final int CHANGES = 100;

  private final SparkSession spark;
  private final List<Finalized> lakes = new ArrayList<>();

  TamperedInvoicesLawTest(SparkSession spark) {
    this.spark = spark;
  }

  /** What a lake has finalized, and its publications. */
  private record Finalized(
      Map<Table, StructType> columns, Map<Table, List<Row>> rows, Dataset<Row> publications) {

    static Finalized of(TestLake lake) {
      Map<Table, StructType> columns = new EnumMap<>(Table.class);
      Map<Table, List<Row>> rows = new EnumMap<>(Table.class);
      for (Table table : FINAL) {
        Dataset<Row> frame = lake.published().read(table);
        columns.put(table, frame.schema().asNullable());
        rows.put(table, frame.collectAsList());
      }
      return new Finalized(columns, rows, lake.published().read(Table.BILLING_RUNS));
    }

    Finalized with(Table table, List<Row> others) {
      Map<Table, List<Row>> all = new EnumMap<>(rows);
      all.put(table, others);
      return new Finalized(columns, all, publications);
    }

    List<String> breaches(SparkSession spark) {
      return InvoiceLaws.ofAll(
              frame(spark, Table.INVOICES),
              frame(spark, Table.INVOICE_LINES),
              frame(spark, Table.CREDIT_LEDGER),
              publications)
          .breaches();
    }

    private Dataset<Row> frame(SparkSession spark, Table table) {
      return spark.createDataFrame(rows.get(table), columns.get(table));
    }

    /** Who is to be named when a row is otherwise. */
    String named(Table table, int row) {
      return rows.get(table)
          .get(row)
          .getAs(table == Table.CREDIT_LEDGER ? "credit_grant_id" : "number");
    }
  }

  @BeforeAll
  void billLakes() {
    lakes.add(Finalized.of(FirstNights.over("credits", "2026-02-01")));
    lakes.add(Finalized.of(FirstNights.over("taxed", "2026-02-01")));
  }

  @Test
  void whatNobodyChangedIsAsItWas() {
    lakes.forEach(lake -> assertEquals(List.of(), lake.breaches(spark)));
  }

  /** Every column of every table comes up; the last changes are of any, or of whole rows. */
  static Stream<Integer> changes() {
    return IntStream.range(0, CHANGES).boxed();
  }

  @ParameterizedTest(name = "change {0}")
  @MethodSource("changes")
  void oneChangeIsFoundAndNamed(int change) {
    var random = new SplittableRandom(change);
    Finalized lake = lakes.get(random.nextInt(lakes.size()));
    List<Place> places = places(lake);
    boolean isOfRow = change >= places.size() && random.nextBoolean();
    Place place = places.get(change < places.size() ? change : random.nextInt(places.size()));
    Table table = place.table();
    if (lake.rows().get(table).isEmpty()) {
      lake = lakes.get(0);
    }
    List<Row> rows = lake.rows().get(table);
    int row = random.nextInt(rows.size());
    List<Row> others = new ArrayList<>(rows);
    String what;
    if (isOfRow && random.nextBoolean()) {
      others.remove(row);
      what = "without row %d of %s".formatted(row, table);
    } else if (isOfRow) {
      others.add(rows.get(row));
      what = "with row %d of %s twice".formatted(row, table);
    } else {
      StructType all = lake.columns().get(table);
      others = new Tampering(random).change(rows, row, all.fieldIndex(place.column()), all);
      what = "with another %s in row %d of %s".formatted(place.column(), row, table);
    }

    List<String> breaches = lake.with(table, others).breaches(spark);

    String named = lake.named(table, row);
    assertTrue(
        breaches.stream().anyMatch(breach -> breach.contains(" " + named)),
        what + " was to name " + named + ", but was " + breaches);
  }

  private record Place(Table table, String column) {}

  private static List<Place> places(Finalized lake) {
    return FINAL.stream()
        .flatMap(
            table ->
                Stream.of(lake.columns().get(table).fieldNames())
                    .map(name -> new Place(table, name)))
        .toList();
  }
}
