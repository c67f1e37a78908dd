package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.schemas.table.Table;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Takes the last published run back: readers see what they saw before it. Refused once a run has
 * finalized invoices, because those have left the house: they are corrected, not removed.
 */
public final class RevertRun {

  private final Clock clock;

  /**
   * @param clock tells when it was reverted
   */
  public RevertRun(Clock clock) {
    this.clock = clock;
  }

  /** Reverts the run; doing it again changes nothing. */
  public void revert(Lake lake, String runId) {
    var last = Published.last(lake);
    String lastId = last.<String>map(row -> row.getAs("run_id")).orElse("none");
    if (!lastId.equals(runId) || !last.orElseThrow().getAs("action").equals("publish")) {
      throw new OutOfOrderException(
          "only the last published run can be reverted; the last entry is %s of %s"
              .formatted(last.map(row -> row.<String>getAs("action")).orElse("none"), lastId));
    }
    Run run = new RunFiles(lake.root()).run(runId).orElseThrow();
    if (!lake.read(Table.INVOICES).where("run_id = '" + runId + "'").isEmpty()) {
      throw new OutOfOrderException(
          "run %s finalized invoices and cannot be reverted; correct them with credit notes"
              .formatted(runId));
    }
    run.goldVersions().forEach((name, version) -> lake.restore(Table.named(name), version));
    PublishRun publication = new PublishRun(clock);
    lake.append(
        Table.BILLING_RUNS,
        publication.publicationRow(
            lake, run, "revert", inForceBefore(lake, last.orElseThrow()), Map.of()),
        WriteKey.of("revert-" + runId));
    PublishedFiles.write(lake);
  }

  private static Optional<String> inForceBefore(Lake lake, Row publication) {
    return lake
        .read(Table.BILLING_RUNS)
        .where("publication = " + (publication.<Long>getAs("publication") - 1))
        .collectAsList()
        .stream()
        .findFirst()
        .map(row -> row.getAs("run_in_force"));
  }
}
