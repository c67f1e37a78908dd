package io.lakebill.jobs.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Queries kept as {@code /sql/<name>.sql} resources, with named parameters. */
public final class Sql {

  private Sql() {}

  /**
   * Runs a query over frames that it names.
   *
   * @param views frame by the name the query reads it under
   * @param parameters values for the query's {@code :name} markers
   */
  public static Dataset<Row> run(
      SparkSession spark,
      String name,
      Map<String, Dataset<Row>> views,
      Map<String, Object> parameters) {
    views.forEach((view, frame) -> frame.createOrReplaceTempView(view));
    return spark.sql(read(name), parameters);
  }

  private static String read(String name) {
    String resource = "/sql/" + name + ".sql";
    try (InputStream in = Sql.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no query " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
