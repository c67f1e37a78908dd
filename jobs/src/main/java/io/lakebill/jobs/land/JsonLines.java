package io.lakebill.jobs.land;

import io.lakebill.schemas.csv.RecordBuffer;
import java.io.IOException;
import java.io.InputStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The lines of a piece of JSON Lines that are not empty. A line that ends within an object, which
 * the next line goes on with, is no row, and neither are the lines behind it: one of them may look
 * like an event that is but a part of another. So all of the file is refused.
 */
final class JsonLines implements TextRecords.Reading {

  static final String LINE = "line";
  static final String REASON = "row_reason";
  static final String DETAIL = "row_detail";

  static final StructType COLUMNS =
      new StructType()
          .add(LINE, DataTypes.StringType)
          .add(REASON, DataTypes.StringType)
          .add(DETAIL, DataTypes.StringType)
          .add(RawRows.FILE, DataTypes.StringType);

  private final TextPiece piece;
  private final InputStream in;
  private final RecordBuffer buffer;
  private final UTF8String file;
  private final long origin;
  private byte[] previous;
  private long length;

  JsonLines(TextPiece piece) throws IOException {
    this.piece = piece;
    long from = Math.max(piece.start() - 1, 0);
    this.in = TextInput.open(piece.path(), from);
    this.origin = from == 0 ? TextInput.markLength(piece.path()) : from;
    this.buffer = new RecordBuffer(in, RowProblem.MOST_BYTES, RowProblem.KEPT_BYTES);
    this.file = UTF8String.fromString(piece.file());
    if (piece.start() > 0) {
      // The line that the piece before has begun.
      var unused = line();
    }
  }

  @Override
  public InternalRow next() throws IOException {
    while (true) {
      boolean isInPiece = origin + buffer.position() < piece.end();
      if ((!isInPiece && previous == null) || !line()) {
        return null;
      }
      byte[] text = buffer.isOversized() ? buffer.beginning(length) : buffer.bytes(0, (int) length);
      if (isBlank(text)) {
        continue;
      }
      if (previous != null && UnfinishedJson.goesOn(previous, text)) {
        throw new RefusedFileException(
            "it has an object or a list that goes on in the next line, but in JSON Lines each line"
                + " is an object; write it so, for instance with jq -c, and send it again");
      }
      if (!isInPiece) {
        return null;
      }
      previous = text;
      return row(UTF8String.fromBytes(text));
    }
  }

  private InternalRow row(UTF8String text) {
    if (buffer.isOversized()) {
      return row(text, "oversized_row", RowProblem.OVERSIZED);
    }
    return Texts.isBroken(text)
        ? row(text, "invalid_encoding", RowProblem.BROKEN)
        : new GenericInternalRow(new Object[] {text, null, null, file});
  }

  private InternalRow row(UTF8String text, String reason, String detail) {
    return new GenericInternalRow(
        new Object[] {text, UTF8String.fromString(reason), UTF8String.fromString(detail), file});
  }

  /** Goes to the next line; false if there is none. */
  private boolean line() throws IOException {
    buffer.begin();
    int b = buffer.read();
    if (b < 0) {
      return false;
    }
    while (b >= 0 && b != '\n' && b != '\r') {
      b = buffer.read();
    }
    length = buffer.length() - (b < 0 ? 0 : 1);
    if (b == '\r' && buffer.peek() == '\n') {
      b = buffer.read();
    }
    return true;
  }

  private static boolean isBlank(byte[] text) {
    for (byte b : text) {
      if (b != ' ') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
