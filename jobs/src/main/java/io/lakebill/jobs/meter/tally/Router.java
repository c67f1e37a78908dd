package io.lakebill.jobs.meter.tally;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/** Who may pay for an event. */
interface Router {

  /** The stretches of time in which somebody pays for events of its subject. */
  List<Stretch> stretches(InternalRow event);
}
