package io.lakebill.jobs.run;

/**
 * How a table is other than it was left.
 *
 * @param what a sentence without its subject, the table
 * @param isAcceptable whether one can go on from the table as it is; not when a file is missing
 */
public record Difference(String table, String what, boolean isAcceptable) {

  @Override
  public String toString() {
    return table + " " + what;
  }
}
