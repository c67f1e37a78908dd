package io.lakebill.tests.bench;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether contenders came to the same quantities, per subscription and meter, digit for digit.
 * Answers are Parquet files with subscription_id, meter_id and quantity.
 */
final class Agreement {

  private static final int SHOWN = 5;

  private final DuckDb duckDb;

  Agreement(DuckDb duckDb) {
    this.duckDb = duckDb;
  }

  /**
   * Compares an answer with the reference.
   *
   * @return how many quantities agree
   * @throws Disagreement with the first differences, if there is any
   */
  long check(String name, String answer, String reference) {
    duckDb.run("CREATE OR REPLACE TEMP TABLE found AS " + quantities(answer));
    duckDb.run("CREATE OR REPLACE TEMP TABLE expected AS " + quantities(reference));
    duckDb.run("CREATE OR REPLACE TEMP TABLE differences AS " + DuckDb.query("differences"));
    long different = Long.parseLong(duckDb.rows("SELECT count(*) FROM differences").get(0).get(0));
    if (different > 0) {
      throw new Disagreement(
          "%s differs from DuckDB in %d quantities; the first:%n%s%nall of them are in %s and %s"
              .formatted(name, different, shown(), answer, reference));
    }
    long agreed = Long.parseLong(duckDb.rows("SELECT count(*) FROM found").get(0).get(0));
    if (agreed == 0) {
      throw new Disagreement(name + " and DuckDB have no quantities at all");
    }
    return agreed;
  }

  private String shown() {
    List<List<String>> rows =
        duckDb.rows("FROM differences ORDER BY subscription_id, meter_id LIMIT " + SHOWN);
    return rows.stream()
        .map(
            row ->
                "  %s %s: %s, DuckDB has %s"
                    .formatted(row.get(0), row.get(1), row.get(2), row.get(3)))
        .collect(Collectors.joining("\n"));
  }

  private static String quantities(String answer) {
    return "SELECT subscription_id, meter_id, quantity::DECIMAL(38, 18) AS quantity FROM read_parquet("
        + DuckDb.text(answer)
        + ")";
  }

  /** Contenders that do not agree; what they took means nothing. */
  static final class Disagreement extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Disagreement(String message) {
      super(message);
    }
  }
}
