package io.lakebill.jobs.load;

import io.lakebill.schemas.account.AccountReading;
import io.lakebill.schemas.account.RowKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Rows of typed values that become rows of texts; what a text would misstate is noted once. */
final class TypedRows {

  private final RowKind kind;
  private final String source;
  private final List<String> columns;
  private final List<List<String>> texts = new ArrayList<>();
  private final Set<String> doubts = new LinkedHashSet<>();

  /**
   * @param source what problems call the place
   */
  TypedRows(RowKind kind, String source, List<String> columns) {
    this.kind = kind;
    this.source = source;
    this.columns = List.copyOf(columns);
  }

  /** A row, with as many values as there are columns. */
  void add(List<Object> values) {
    List<String> row = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      String column = columns.get(i);
      ValueText.doubt(values.get(i), kind.isNumber(column))
          .ifPresent(doubt -> doubts.add("column '" + column + "' " + doubt));
      row.add(ValueText.of(values.get(i)));
    }
    texts.add(row);
  }

  /** Hands the rows on, or what is wrong with them. */
  void into(AccountReading reading) {
    if (doubts.isEmpty()) {
      reading.table(kind, source, columns, texts);
    }
    doubts.forEach(doubt -> reading.problem(source, doubt));
  }
}
