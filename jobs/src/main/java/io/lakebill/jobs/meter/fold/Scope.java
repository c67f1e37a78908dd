package io.lakebill.jobs.meter.fold;

import org.apache.spark.unsafe.types.UTF8String;

/** What a row of {@code usage_state} is for. */
enum Scope {
  /** Not billed yet. */
  OPEN,
  /** It came after its period was billed. */
  LATE,
  /** All of a period, for meters that see history. */
  HISTORY;

  private static final UTF8String OPEN_TEXT = UTF8String.fromString("open");
  private static final UTF8String LATE_TEXT = UTF8String.fromString("late");
  private static final UTF8String HISTORY_TEXT = UTF8String.fromString("history");

  UTF8String text() {
    return switch (this) {
      case OPEN -> OPEN_TEXT;
      case LATE -> LATE_TEXT;
      case HISTORY -> HISTORY_TEXT;
    };
  }

  static Scope of(UTF8String text) {
    for (Scope scope : values()) {
      if (scope.text().equals(text)) {
        return scope;
      }
    }
    throw new IllegalStateException("usage_state has a scope '" + text + "'");
  }
}
