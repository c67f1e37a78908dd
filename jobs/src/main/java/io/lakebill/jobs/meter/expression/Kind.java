package io.lakebill.jobs.meter.expression;

/** The types of a user's SQL; every number is DECIMAL(38, 18). */
enum Kind {
  TEXT("text"),
  NUMBER("a number"),
  BOOLEAN("true or false"),
  TIME("a time"),
  DATE("a date"),
  /** A literal NULL, which is of any kind. */
  NOTHING("NULL");

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  /** As messages say it. */
  String words() {
    return words;
  }
}
