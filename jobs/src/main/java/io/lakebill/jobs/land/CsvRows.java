package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_valid_utf8;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.lakebill.schemas.csv.CsvColumns;
import io.lakebill.schemas.csv.CsvDialect;
import io.lakebill.schemas.csv.CsvRecords;
import io.lakebill.schemas.source.PropertyColumns;
import io.lakebill.schemas.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * CSV: a row is a list of texts, however many columns there are, and whether it is a row at all is
 * known as soon as it is read.
 *
 * @param places where each column is in the list
 */
record CsvRows(Dataset<Row> rows, Map<String, Integer> places) implements RawRows {

  private static final String CELLS = "cells";
  private static final String ROW = "row_text";
  private static final String REASON = "row_reason";
  private static final String DETAIL = "row_detail";

  private static final StructType COLUMNS =
      new StructType()
          .add(CELLS, DataTypes.createArrayType(DataTypes.StringType))
          .add(ROW, DataTypes.StringType)
          .add(REASON, DataTypes.StringType)
          .add(DETAIL, DataTypes.StringType)
          .add(FILE, DataTypes.StringType);

  /** The rows of files with the same columns. */
  static CsvRows read(
      SparkSession spark, CsvDialect dialect, CsvColumns columns, List<Path> files) {
    Map<String, Integer> places = new LinkedHashMap<>();
    columns.names().forEach(name -> places.put(name, places.size()));
    List<TextPiece> pieces =
        files.stream().flatMap(file -> TextPiece.ofCsv(file, dialect).stream()).toList();
    return new CsvRows(
        TextRecords.read(spark, pieces, COLUMNS, piece -> open(piece, dialect, columns)), places);
  }

  /** The rows that begin in a piece. */
  static TextRecords.Reading open(TextPiece piece, CsvDialect dialect, CsvColumns columns)
      throws IOException {
    return new Piece(piece, dialect, columns);
  }

  /** The columns of a file; none if there is nothing in it. */
  static CsvColumns columns(Path file, CsvDialect dialect) throws IOException {
    try (InputStream in = TextInput.open(file, 0)) {
      return CsvColumns.of(records(in, dialect, 1), dialect);
    }
  }

  private static CsvRecords records(InputStream in, CsvDialect dialect, long line) {
    return new CsvRecords(in, dialect, line, RowProblem.MOST_BYTES, RowProblem.KEPT_BYTES);
  }

  private static final class Piece implements TextRecords.Reading {

    private final TextPiece piece;
    private final long origin;
    private final CsvColumns columns;
    private final InputStream in;
    private final CsvRecords records;
    private final UTF8String file;

    Piece(TextPiece piece, CsvDialect dialect, CsvColumns columns) throws IOException {
      this.piece = piece;
      this.columns = columns;
      this.origin = piece.start() == 0 ? TextInput.markLength(piece.path()) : piece.start();
      this.in = TextInput.open(piece.path(), piece.start());
      this.records = records(in, dialect, piece.line());
      this.file = UTF8String.fromString(piece.file());
      if (piece.start() == 0) {
        records.skipLines(dialect.skippedLines());
        if (columns.isHeader()) {
          var unused = records.next();
        }
      }
    }

    @Override
    public InternalRow next() throws IOException {
      boolean isThere = origin + records.position() < piece.end() && records.next();
      return isThere ? row() : null;
    }

    private InternalRow row() {
      if (records.isOversized()) {
        return refused(null, "oversized_row", RowProblem.OVERSIZED);
      }
      UTF8String text = UTF8String.fromBytes(records.text());
      if (Texts.isBroken(text)) {
        return refused(null, "invalid_encoding", RowProblem.BROKEN);
      }
      byte[][] values = columns.values(records);
      Object[] cells = new Object[values.length];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = UTF8String.fromBytes(values[i]);
      }
      String problem = columns.problem(records);
      GenericArrayData all = new GenericArrayData(cells);
      return problem == null
          ? new GenericInternalRow(new Object[] {all, null, null, null, file})
          : refused(all, "malformed_row", problem);
    }

    private InternalRow refused(GenericArrayData cells, String reason, String detail) {
      return new GenericInternalRow(
          new Object[] {
            cells,
            UTF8String.fromBytes(records.text()),
            UTF8String.fromString(reason),
            UTF8String.fromString(detail),
            file
          });
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  @Override
  public Column text(String path) {
    if (places.containsKey(path)) {
      return cell(path);
    }
    String[] names = path.split("\\.", -1);
    StoredValue value = new StoredValue(cell(names[0]), DataTypes.StringType);
    for (int i = 1; i < names.length; i++) {
      value = value.child(names[i], false);
    }
    return value.asText();
  }

  /** The cell of a column; files without any row have no columns. */
  private Column cell(String column) {
    return places.containsKey(column)
        ? col(CELLS).getItem(places.get(column))
        : lit(null).cast(DataTypes.StringType);
  }

  @Override
  public Optional<Column> time(String path, Source source) {
    return Optional.empty();
  }

  @Override
  public Column isThere(String path) {
    return text(path).isNotNull();
  }

  @Override
  public Optional<Column> unfitForName(String path) {
    return Optional.empty();
  }

  @Override
  public Column problem(PropertyColumns columns) {
    return columns instanceof PropertyColumns.Nested nested
        ? JsonFields.problemOfObject(text(nested.path()))
        : RowProblem.none();
  }

  @Override
  public Properties properties(PropertyColumns wanted, Set<String> mapped) {
    if (wanted instanceof PropertyColumns.Nested nested) {
      return new Properties.Told(JsonFields.of(text(nested.path())));
    }
    List<String> names =
        wanted instanceof PropertyColumns.Listed listed
            ? listed.columns()
            : places.keySet().stream().filter(name -> !mapped.contains(name)).toList();
    if (names.size() > Properties.MOST_KNOWN) {
      return new Properties.Told(named(names.stream().filter(places::containsKey).toList()));
    }
    Map<String, Column> values = new LinkedHashMap<>();
    names.forEach(name -> values.put(name, text(name)));
    return new Properties.Known(values);
  }

  /** A map of some columns that have a value. */
  private Column named(List<String> columns) {
    return OwnFunctions.call(
        PropertyMaps.class,
        "picked",
        MapType.apply(DataTypes.StringType, DataTypes.StringType, true),
        lit(columns.toArray(String[]::new)),
        col(CELLS),
        lit(columns.stream().mapToInt(places::get).toArray()));
  }

  @Override
  public boolean isColumnar() {
    return false;
  }

  @Override
  public List<Column> carried() {
    return List.of(col(CELLS), col(ROW));
  }

  @Override
  public RawRows asCarried() {
    return this;
  }

  @Override
  public Column payload() {
    List<String> all = List.copyOf(places.keySet());
    return make_valid_utf8(coalesce(col(ROW), to_json(named(all))));
  }

  @Override
  public Column problem() {
    return when(
        col(REASON).isNotNull(), struct(col(REASON).as("reason"), col(DETAIL).as("detail")));
  }
}
