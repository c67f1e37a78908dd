package io.lakebill.jobs.land;

import io.lakebill.schemas.source.PropertyColumns;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of some files before they are events, and how to look into them. */
interface RawRows {

  /** The column with the file a row came from. */
  String FILE = "landed_file";

  /** One row per row of the files. */
  Dataset<Row> rows();

  /** A field as text, by name or path; null where a row has none. */
  Column text(String path);

  /**
   * Properties by name, without those that are null.
   *
   * @param mapped names that other fields use
   */
  Column properties(PropertyColumns columns, Set<String> mapped);

  /** The whole row as text, to keep it when it is refused. */
  Column payload();

  /** True where the row cannot be read at all. */
  Column malformed();
}
