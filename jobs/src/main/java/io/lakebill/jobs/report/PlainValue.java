package io.lakebill.jobs.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Values of rows as people and JSON know them. Decimals become text, so that no reader turns them
 * into a double: quantities without idle zeros, amounts with two decimals at least.
 */
final class PlainValue {

  private static final int AMOUNT_DECIMALS = 4;
  private static final int SHOWN_OF_AMOUNT = 2;

  private PlainValue() {}

  static Object of(Object value) {
    if (value instanceof BigDecimal decimal) {
      return text(decimal);
    }
    if (value instanceof Row row) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        fields.put(row.schema().fieldNames()[i], of(row.get(i)));
      }
      return fields;
    }
    if (value instanceof scala.collection.Seq<?> list) {
      List<Object> values = new ArrayList<>();
      CollectionConverters.asJava(list).forEach(element -> values.add(of(element)));
      return values;
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      CollectionConverters.asJava(map)
          .forEach((key, entry) -> entries.put(String.valueOf(key), of(entry)));
      return entries;
    }
    boolean isPlain = value == null || value instanceof Number || value instanceof Boolean;
    return isPlain ? value : value.toString();
  }

  private static String text(BigDecimal decimal) {
    if (decimal.signum() == 0) {
      return decimal.scale() == AMOUNT_DECIMALS ? "0.00" : "0";
    }
    BigDecimal plain = decimal.stripTrailingZeros();
    int least = decimal.scale() == AMOUNT_DECIMALS ? SHOWN_OF_AMOUNT : 0;
    return (plain.scale() < least ? plain.setScale(least) : plain).toPlainString();
  }
}
