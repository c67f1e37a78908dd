package io.lakebill.schemas.source;

/** What a row that can be no event takes with it. */
public enum InvalidRows {
  /** Nothing: the other rows of its file are accepted. */
  ROW,
  /** Its whole file, of which no row is accepted, as a batch is that is rejected as one. */
  FILE
}
