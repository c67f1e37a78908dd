package io.lakebill.jobs.lake;

import org.apache.spark.sql.catalyst.InternalRow;

/** Takes rows of several frames. */
public interface FrameRows {

  /** Takes a row, which may change as soon as it is taken. */
  void add(String frame, InternalRow row);
}
