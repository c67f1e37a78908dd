package io.lakebill.jobs.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.lakebill.schemas.csv.SafeCell;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The answer to a query, ready to print.
 *
 * @param rows values as {@link PlainValue} makes them
 */
public record QueryResult(List<String> columns, List<List<Object>> rows) {

  static QueryResult of(Dataset<Row> answer) {
    List<String> columns = Arrays.asList(answer.columns());
    List<List<Object>> rows =
        answer.collectAsList().stream()
            .map(
                row ->
                    IntStream.range(0, columns.size())
                        .mapToObj(i -> PlainValue.of(row.get(i)))
                        .collect(Collectors.<Object, List<Object>>toCollection(ArrayList::new)))
            .toList();
    return new QueryResult(columns, rows);
  }

  /** One object per row. */
  public List<Map<String, Object>> asMaps() {
    return rows.stream()
        .map(
            row -> {
              Map<String, Object> object = new LinkedHashMap<>();
              for (int i = 0; i < row.size(); i++) {
                object.put(columns.get(i), row.get(i));
              }
              return object;
            })
        .toList();
  }

  /** CSV with a header. */
  public List<String> asCsv() {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(columns.stream().map(SafeCell::of).toList());
      rows.forEach(row -> csv.writeRecord(row.stream().map(SafeCell::of).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write CSV", e);
    }
    return text.toString().lines().toList();
  }

  /** Columns under each other, numbers to the right. */
  public List<String> asTable() {
    int[] widths =
        IntStream.range(0, columns.size())
            .map(
                i ->
                    Math.max(
                        columns.get(i).length(),
                        rows.stream().mapToInt(row -> cell(row.get(i)).length()).max().orElse(0)))
            .toArray();
    List<String> lines = new ArrayList<>();
    lines.add(line(widths, i -> columns.get(i)));
    lines.add(line(widths, i -> "-".repeat(widths[i])));
    rows.forEach(row -> lines.add(line(widths, i -> padded(row.get(i), widths[i]))));
    return lines;
  }

  private String line(int[] widths, java.util.function.IntFunction<String> text) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> ("%-" + Math.max(1, widths[i]) + "s").formatted(text.apply(i)))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static String padded(Object value, int width) {
    boolean isNumber =
        value instanceof Number
            || (value instanceof String text && text.matches("-?\\d+(\\.\\d+)?"));
    return isNumber ? ("%" + width + "s").formatted(cell(value)) : cell(value);
  }

  private static String cell(Object value) {
    return value == null ? "" : value.toString();
  }
}
