package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.schemas.table.Table;
import io.lakebill.tests.fixture.FirstNights;
import io.lakebill.tests.fixture.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever is made otherwise of what was finalized is found, and what it is of is named: an invoice
 * by its number, an entry of credits by its grant. Many copies of lakes, each with one change, are
 * looked at together: in each, names are its own.
 */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperedInvoicesLawTest {

  /** Columns that no law says anything about; README.md would have to say why. */
  private static final List<Place> UNVERIFIABLE = List.of();

  /** Every column once, and any of them, or whole rows, so many times. */
  private static final int AT_RANDOM = 100;

  private static final int UNTOUCHED = 10;

  private final SparkSession spark;

  TamperedInvoicesLawTest(SparkSession spark) {
    this.spark = spark;
  }

  private record Place(Table table, String column) {}

  /**
   * One row that is made otherwise.
   *
   * @param column the one that gets another value; null where the row is removed or doubled
   */
  private record Change(int seed, Table table, int row, String column, boolean isRemoved) {

    static Change of(int seed, List<Place> places, FinalRows lake) {
      var random = new SplittableRandom(seed);
      Place place = places.get(seed < places.size() ? seed : random.nextInt(places.size()));
      boolean isOfRow = seed >= places.size() && random.nextInt(3) == 0;
      return new Change(
          seed,
          place.table(),
          random.nextInt(lake.rows().get(place.table()).size()),
          isOfRow ? null : place.column(),
          random.nextBoolean());
    }

    FinalRows in(FinalRows lake) {
      List<Row> rows = lake.rows().get(table);
      if (column != null) {
        StructType all = lake.columns().get(table);
        var tampering = new Tampering(new SplittableRandom(seed));
        return lake.with(table, tampering.change(rows, row, all.fieldIndex(column), all));
      }
      List<Row> others = new ArrayList<>(rows);
      if (isRemoved) {
        others.remove(row);
      } else {
        others.add(rows.get(row));
      }
      return lake.with(table, others);
    }

    @Override
    public String toString() {
      String what = isRemoved ? "is removed" : "is there twice";
      return "seed %d: row %d of %s %s"
          .formatted(seed, row, table, column == null ? what : "has another " + column);
    }
  }

  /** As nights sealed it. */
  @Test
  void whatNobodyChangedIsAsItWas() {
    lakes().forEach(lake -> assertEquals(List.of(), lake.breaches(spark)));
  }

  @Test
  void oneChangeOfAnyValueIsFoundAndNamed() {
    FinalRows both =
        FinalRows.union(
            List.of(lakes().get(0).renamed("credits"), lakes().get(1).renamed("taxed")));
    List<Place> places = places(both);
    int copies = UNTOUCHED + places.size() + AT_RANDOM;
    List<FinalRows> sealed =
        FinalRows.union(IntStream.range(0, copies).mapToObj(i -> both.renamed(mark(i))).toList())
            .sealed(spark)
            .parts(copies);
    TreeMap<String, String> expected = new TreeMap<>();
    List<FinalRows> changed = new ArrayList<>();
    for (int i = 0; i < sealed.size(); i++) {
      FinalRows lake = sealed.get(i);
      if (i >= UNTOUCHED) {
        Change change = Change.of(i - UNTOUCHED, places, lake);
        expected.put(
            change.toString(),
            FinalRows.named(change.table(), lake.rows().get(change.table()).get(change.row())));
        lake = change.in(lake);
      }
      changed.add(lake);
    }

    List<String> breaches = FinalRows.union(changed).breaches(spark);

    expected.values().removeIf(name -> breaches.stream().anyMatch(one -> one.contains(name)));
    assertEquals(new TreeMap<>(), expected);
    assertEquals(
        List.of(),
        breaches.stream()
            .filter(one -> IntStream.range(0, UNTOUCHED).anyMatch(i -> one.contains(mark(i))))
            .toList());
  }

  private static List<FinalRows> lakes() {
    return Stream.of("credits", "taxed")
        .map(name -> FinalRows.of(FirstNights.over(name, "2026-02-01")))
        .toList();
  }

  private static String mark(int copy) {
    return "k%03dk".formatted(copy);
  }

  private static List<Place> places(FinalRows lake) {
    return FinalRows.TABLES.stream()
        .flatMap(
            table ->
                Stream.of(lake.columns().get(table).fieldNames())
                    .map(name -> new Place(table, name)))
        .filter(place -> !UNVERIFIABLE.contains(place))
        .toList();
  }
}
