package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trim;

import io.lakebill.schemas.source.PropertyColumns;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** JSON Lines: one object per line; empty lines are no rows. */
record JsonRows(Dataset<Row> rows) implements RawRows {

  static JsonRows read(SparkSession spark, List<String> files) {
    Dataset<Row> lines =
        spark
            .read()
            .text(files.toArray(String[]::new))
            .select(col("value").as("line"), InputFiles.fileOfRow())
            .where(trim(col("line")).notEqual(""));
    return new JsonRows(lines.withColumn("fields", JsonFields.of(col("line"))));
  }

  @Override
  public Column text(String path) {
    String[] names = path.split("\\.", -1);
    Column value = col("fields").getItem(names[0]);
    for (int i = 1; i < names.length; i++) {
      value = JsonFields.of(value).getItem(names[i]);
    }
    return value;
  }

  @Override
  public Optional<Column> time(String path) {
    return Optional.empty();
  }

  @Override
  public Properties properties(PropertyColumns columns, Set<String> mapped) {
    if (columns instanceof PropertyColumns.Nested nested) {
      return new Properties.Told(JsonFields.of(text(nested.path())));
    }
    if (columns instanceof PropertyColumns.Listed listed) {
      return kept(name -> name.isin(listed.columns().toArray()));
    }
    return kept(name -> not(name.isin(mapped.toArray())));
  }

  @Override
  public boolean isColumnar() {
    return false;
  }

  @Override
  public Column payload() {
    return col("line");
  }

  @Override
  public Column malformed() {
    return col("fields").isNull();
  }

  private static Properties kept(UnaryOperator<Column> wanted) {
    return new Properties.Told(map_filter(col("fields"), (name, value) -> wanted.apply(name)));
  }
}
