package io.lakebill.jobs.close;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.Closing;
import io.lakebill.jobs.run.Closings;
import io.lakebill.jobs.run.Figure;
import io.lakebill.schemas.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What the documents of closed months come to. It follows from the tables alone, so it can be
 * computed again at any time; a month that comes to something else than was signed was changed.
 */
public final class ClosedFigures {

  /** The sections that follow from documents. */
  private static final Set<String> OF_DOCUMENTS =
      Set.of("documents", "plans", "taxes", "credits", "corrections");

  private static final StructType CLOSINGS =
      StructType.fromDDL("closing_number BIGINT, last_day DATE, publication BIGINT");

  private ClosedFigures() {}

  /**
   * The figures of closings, by their numbers.
   *
   * @param tables the published tables
   * @param wanted which ones, among them one that is not done yet
   */
  static Map<Long, List<Figure>> of(
      SparkSession spark,
      Function<Table, Dataset<Row>> tables,
      Closings closings,
      List<Closing> wanted) {
    List<Row> asked = new ArrayList<>();
    List<Row> earlier = new ArrayList<>();
    for (Closing closing : wanted) {
      asked.add(row(closing.number(), closing));
      closings
          .inForceBefore(closing.number())
          .values()
          .forEach(before -> earlier.add(row(closing.number(), before)));
    }
    Map<Long, List<Figure>> figures = new HashMap<>();
    Sql.run(
            spark,
            "closed_documents",
            Map.of(
                "invoices", tables.apply(Table.INVOICES),
                "invoice_lines", tables.apply(Table.INVOICE_LINES),
                "publications", tables.apply(Table.BILLING_RUNS),
                "closings", spark.createDataFrame(asked, CLOSINGS),
                "earlier_closings", spark.createDataFrame(earlier, CLOSINGS)),
            Map.of())
        .collectAsList()
        .forEach(
            row ->
                figures
                    .computeIfAbsent(row.getLong(0), any -> new ArrayList<>())
                    .add(Figure.of(row, 1)));
    return figures;
  }

  private static Row row(long number, Closing of) {
    return RowFactory.create(number, of.period().atEndOfMonth(), of.publication());
  }

  /** What of all closings is not what the documents come to, each in a sentence. */
  public static List<String> breaches(
      SparkSession spark, Function<Table, Dataset<Row>> tables, Closings closings) {
    List<Closing> closed =
        closings.all().stream().filter(closing -> !closing.figures().isEmpty()).toList();
    if (closed.isEmpty()) {
      return List.of();
    }
    Map<Long, List<Figure>> now = of(spark, tables, closings, closed);
    List<String> breaches = new ArrayList<>();
    for (Closing closing : closed) {
      Set<Figure> left = plain(now.getOrDefault(closing.number(), List.of()));
      for (Figure signed : plain(ofDocuments(closing.figures()))) {
        if (!left.remove(signed)) {
          breaches.add(
              "%s, closing %d: %s of %s were signed as %s, and that is not what they come to"
                  .formatted(
                      closing.period(),
                      closing.number(),
                      signed.section(),
                      signed.item(),
                      told(signed)));
        }
      }
      left.forEach(
          more ->
              breaches.add(
                  "%s, closing %d: %s of %s come to %s, and nobody signed that"
                      .formatted(
                          closing.period(),
                          closing.number(),
                          more.section(),
                          more.item(),
                          told(more))));
    }
    return breaches;
  }

  private static List<Figure> ofDocuments(List<Figure> figures) {
    return figures.stream().filter(figure -> OF_DOCUMENTS.contains(figure.section())).toList();
  }

  /** Amounts of the same value are the same, whatever their scale. */
  private static Set<Figure> plain(List<Figure> figures) {
    return figures.stream()
        .map(
            figure ->
                new Figure(
                    figure.section(),
                    figure.item(),
                    figure.currency(),
                    figure.count(),
                    figure.net().stripTrailingZeros(),
                    figure.tax().stripTrailingZeros(),
                    figure.total().stripTrailingZeros()))
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
  }

  private static String told(Figure figure) {
    return "%d with %s %s"
        .formatted(figure.count(), figure.total().toPlainString(), figure.currency());
  }
}
