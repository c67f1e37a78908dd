package io.lakebill.jobs.meter.fold;

import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;

/** Takes what a fold leaves behind. */
interface Rows {

  /** Takes a row, or does not ask for it when nobody wants such rows. */
  void add(Output output, Supplier<InternalRow> row);
}
