package io.lakebill.jobs.contract;

import io.lakebill.schemas.table.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Rows as tables hold them. */
final class Rows {

  private Rows() {}

  /**
   * A row with the columns of a table.
   *
   * @param namesAndValues the columns that are not null
   */
  static Row of(Table table, Object... namesAndValues) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    StructType columns = columns(table);
    Object[] row =
        Arrays.stream(columns.fields()).map(StructField::name).map(values::remove).toArray();
    if (!values.isEmpty()) {
      throw new IllegalArgumentException(table + " has no " + values.keySet());
    }
    return new GenericRowWithSchema(row, columns);
  }

  private static StructType columns(Table table) {
    String ddl = table.ddl("x");
    int start = ddl.indexOf("` (") + 3;
    return StructType.fromDDL(ddl.substring(start, ddl.indexOf("\n)\nUSING DELTA", start)));
  }
}
