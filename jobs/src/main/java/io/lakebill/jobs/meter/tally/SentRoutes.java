package io.lakebill.jobs.meter.tally;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;

/**
 * All routes, as they are sent to every process: rows one after the other, which are taken apart
 * once where they arrive.
 */
final class SentRoutes implements Serializable {

  private static final long serialVersionUID = 1;

  private final byte[] rows;
  private transient RouteTable table;

  private SentRoutes(byte[] rows) {
    this.rows = rows;
  }

  /** Collects routes, in the columns of {@link RouteTable#SCHEMA}. */
  static SentRoutes of(Dataset<Row> routes) {
    InternalRow[] collected =
        ((org.apache.spark.sql.classic.Dataset<Row>) routes)
            .queryExecution()
            .executedPlan()
            .executeCollect();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (InternalRow row : collected) {
        byte[] content = ((UnsafeRow) row).getBytes();
        out.writeInt(content.length);
        out.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return new SentRoutes(bytes.toByteArray());
  }

  /** The routes, to look subjects up in. */
  synchronized RouteTable table() {
    if (table == null) {
      table = RouteTable.of(new Rows(rows));
    }
    return table;
  }

  private static final class Rows implements Iterator<InternalRow> {
    private final byte[] bytes;
    private final ByteBuffer lengths;
    private final UnsafeRow row = new UnsafeRow(RouteTable.SCHEMA.size());
    private int next;

    Rows(byte[] bytes) {
      this.bytes = bytes;
      this.lengths = ByteBuffer.wrap(bytes);
    }

    @Override
    public boolean hasNext() {
      return next < bytes.length;
    }

    @Override
    public InternalRow next() {
      int length = lengths.getInt(next);
      row.pointTo(bytes, Platform.BYTE_ARRAY_OFFSET + next + Integer.BYTES, length);
      next += Integer.BYTES + length;
      return row;
    }
  }
}
