package io.lakebill.jobs.land;

import io.lakebill.jobs.lake.InternalRows;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Rows of files of text, read piece by piece with code of our own: Spark's readers cut CSV within
 * cells, and take whatever a file holds into memory.
 */
final class TextRecords {

  private TextRecords() {}

  /** Reads a piece. */
  @FunctionalInterface
  interface Opening extends Serializable {

    /** Opens it. */
    Reading open(TextPiece piece) throws IOException;
  }

  /** The rows of a piece. */
  interface Reading extends Closeable {

    /** The next row; null behind the last one. */
    InternalRow next() throws IOException;
  }

  /** The rows of pieces, which have these columns. */
  static Dataset<Row> read(
      SparkSession spark, List<TextPiece> pieces, StructType columns, Opening opening) {
    List<List<TextPiece>> tasks = TextPiece.byTask(pieces);
    return InternalRows.frame(
        spark,
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(tasks, Math.max(tasks.size(), 1))
            .flatMap(piecesOfTask -> new Rows(piecesOfTask.iterator(), opening)),
        columns);
  }

  private static final class Rows implements Iterator<InternalRow> {

    private final Iterator<TextPiece> pieces;
    private final Opening opening;
    private Reading reading;
    private InternalRow next;

    Rows(Iterator<TextPiece> pieces, Opening opening) throws IOException {
      this.pieces = pieces;
      this.opening = opening;
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close());
    }

    @Override
    public boolean hasNext() {
      try {
        while (next == null && (reading != null || pieces.hasNext())) {
          if (reading == null) {
            reading = opening.open(pieces.next());
          }
          next = reading.next();
          if (next == null) {
            close();
          }
        }
        return next != null;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      InternalRow row = next;
      next = null;
      return row;
    }

    private void close() {
      try {
        if (reading != null) {
          reading.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        reading = null;
      }
    }
  }
}
