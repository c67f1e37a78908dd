package io.lakebill.tests.bench;

/** What the benchmark measures unless it is told not to. */
enum Extra {
  /** Hand-written Spark SQL beside DuckDB's. */
  SPARK,

  /** A night without new events. */
  EMPTY,

  /** A full night with thirty meters. */
  METERS,

  /** A night after three more months of as many events. */
  HISTORY,

  /** A full night that bills the month to accounts with contracts. */
  CONTRACTS
}
