package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.Failpoint;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.schemas.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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

  /**
   * Reverts the run. Killed anywhere after the first table, it is completed by the next command
   * that writes.
   *
   * @throws io.lakebill.jobs.lake.LakeBusyException if a run is open, which rests on this one
   */
  public void revert(Lake lake, String runId) {
    new Runs(lake, clock).settlePrevious();
    var last = Published.last(lake);
    String lastId = last.<String>map(row -> row.getAs("run_id")).orElse("none");
    if (!lastId.equals(runId) || !last.orElseThrow().getAs("action").equals("publish")) {
      throw new OutOfOrderException(
          "only the last published run can be reverted; the last entry is %s of %s"
              .formatted(last.map(row -> row.<String>getAs("action")).orElse("none"), lastId));
    }
    if (!lake.read(Table.INVOICES).where("run_id = '" + runId + "'").isEmpty()) {
      throw new OutOfOrderException(
          "run %s finalized invoices and cannot be reverted; correct them with credit notes"
              .formatted(runId));
    }
    RunFiles.write(intent(lake.root()), new Reversal(runId, clock.instant()));
    Failpoint.reach("revert:begun");
    completeUnfinished(lake);
  }

  /** Completes a reversal that died halfway, if one did: no run may start from what it left. */
  static void completeUnfinished(Lake lake) {
    RunFiles.readIfThere(intent(lake.root()), Reversal.class)
        .ifPresent(reversal -> complete(lake, reversal));
  }

  private static void complete(Lake lake, Reversal reversal) {
    WriteKey key = WriteKey.of("revert-" + reversal.runId());
    if (!lake.hasWritten(Table.BILLING_RUNS, key)) {
      Run run = new RunFiles(lake.root()).run(reversal.runId()).orElseThrow();
      run.goldVersions()
          .forEach(
              (name, version) -> {
                Failpoint.reach("revert:" + name);
                lake.restore(Table.named(name), version);
              });
      Failpoint.reach("revert:billing_runs");
      PublishRun publication = new PublishRun(Clock.fixed(reversal.at(), ZoneOffset.UTC));
      Row last = Published.last(lake).orElseThrow();
      lake.append(
          Table.BILLING_RUNS,
          publication.publicationRow(
              lake, run, "revert", inForceBefore(lake, last), Map.of(), Map.of(), null),
          key);
    }
    PublishedFiles.write(lake);
    try {
      Files.deleteIfExists(intent(lake.root()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + intent(lake.root()), e);
    }
  }

  /**
   * @throws OutOfOrderException if a reversal has begun and not ended
   */
  static void requireNone(Path lake) {
    RunFiles.readIfThere(intent(lake), Reversal.class)
        .ifPresent(
            reversal -> {
              throw new OutOfOrderException(
                  "run %s is half taken back; complete that with the version of Lakebill that began it (any command that writes), and upgrade then"
                      .formatted(reversal.runId()));
            });
  }

  private static Path intent(Path lake) {
    return lake.resolve("_runs").resolve("reverting.json");
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

  /** A run that is being taken back. */
  private record Reversal(String runId, Instant at) {}
}
