package io.lakebill.jobs.land;

import io.lakebill.schemas.source.PropertyColumns;
import io.lakebill.schemas.source.Source;
import java.util.List;
import java.util.Optional;
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

  /** A field that the files keep as a time, as an instant; empty when they keep something else. */
  Optional<Column> time(String path, Source source);

  /** Whether a row has the field at all, whatever can be made of it. */
  Column isThere(String path);

  /**
   * A {@link RowProblem} where a field can be no id, event name or account, or null; empty when it
   * always can.
   */
  Optional<Column> unfitForName(String path);

  /**
   * Properties of the rows.
   *
   * @param mapped names that other fields use
   */
  Properties properties(PropertyColumns columns, Set<String> mapped);

  /** Whether a column can be read without the others, so that reading again costs little. */
  boolean isColumnar();

  /** What else of a row is needed to ask it again where its fields are known already. */
  List<Column> carried();

  /** The same rows where it is carried along. */
  RawRows asCarried();

  /** The whole row as text, to keep it when it is refused. */
  Column payload();

  /** A {@link RowProblem} where the row cannot be read at all; null where it can. */
  Column problem();

  /** A {@link RowProblem} where nobody can tell the properties of the row; null where one can. */
  Column problem(PropertyColumns columns);
}
