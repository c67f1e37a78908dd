package io.lakebill.jobs.meter.tally;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** The event that a tally looks at, one after the other in the same object. */
final class Event {

  private final Layout layout;
  private InternalRow row;
  private Question question;

  Event(Layout layout) {
    this.layout = layout;
  }

  /** Looks at a row; what it says is the row's own until the next. */
  void at(InternalRow next) {
    row = next;
  }

  /** Asks in the manner of its name from now on. */
  void ask(Question ofName) {
    question = ofName;
  }

  InternalRow row() {
    return row;
  }

  long landing() {
    return layout.landing() < 0 ? 0 : row.getLong(layout.landing());
  }

  UTF8String name() {
    return row.getUTF8String(layout.name());
  }

  long time() {
    return row.getLong(layout.time());
  }

  UTF8String id() {
    return row.getUTF8String(layout.id());
  }

  UTF8String source() {
    return row.getUTF8String(layout.source());
  }

  /** One of the texts that meters of its name read; null when it does not say it. */
  UTF8String text(int position) {
    return question.text(row, position);
  }
}
