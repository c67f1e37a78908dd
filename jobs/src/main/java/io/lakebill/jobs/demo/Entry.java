package io.lakebill.jobs.demo;

/** One row of a file. */
sealed interface Entry {

  DemoEvent event();

  /** A row as it should be. */
  record Sound(DemoEvent event) implements Entry {}

  /** A row that cannot be accepted. */
  record Damaged(DemoEvent event, Damage damage) implements Entry {}

  /** What is wrong with a row. */
  enum Damage {
    NO_ID("missing_id"),
    NO_NAME("missing_event_name"),
    NO_ACCOUNT("missing_account"),
    BAD_TIME("invalid_time"),
    BROKEN("malformed_row");

    private final String reason;

    Damage(String reason) {
      this.reason = reason;
    }

    /** Why landing refuses the row. */
    String reason() {
      return reason;
    }
  }

  /** Whether the row has this fault. */
  default boolean has(Damage fault) {
    return this instanceof Damaged damaged && damaged.damage() == fault;
  }
}
