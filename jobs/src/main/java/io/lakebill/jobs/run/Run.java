package io.lakebill.jobs.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * One billing run: what it is for and the inputs it is pinned to. The same pinned inputs give the
 * same values in every business column, whenever the run happens.
 *
 * @param runId the as-of date and an ordinal, such as {@code 2026-10-03-001}
 * @param mode how it was opened, which decides when somebody else may take over
 * @param asOf decides which periods are due; it is not the cut-off of events
 * @param mostDue so many invoices of an account may be due at once; if there are more, they are
 *     held
 * @param landing the last landing whose events count: the cut-off
 * @param catalogHash the catalog in force
 * @param inputVersions version of each input table, by table name
 * @param goldVersions version of each published table before this run, by table name
 * @param token grows with every lease, so that a run which lost its lease can tell
 * @param basis what is published and can be folded into; null when events are metered from the
 *     first on, because nothing is published yet or because it was asked for
 * @param demand whom it bills; null for a night, which bills all
 */
public record Run(
    String runId,
    Mode mode,
    LocalDate asOf,
    int mostDue,
    Instant openedAt,
    long landing,
    String catalogHash,
    Map<String, Long> inputVersions,
    Map<String, Long> goldVersions,
    long token,
    Basis basis,
    Demand demand) {

  /** How a run was opened. */
  public enum Mode {
    /** By {@code nightly}: one process does it all, so without that process the run is dead. */
    NIGHTLY,
    /** By {@code run open}: a process per job, so only time tells that nobody goes on. */
    STEPS
  }

  /** What goes without asking: ten years of months. */
  public static final int USUALLY_DUE = 120;

  /** Copies the maps; a record that does not say how many invoices may be due means the usual. */
  public Run {
    mostDue = mostDue == 0 ? USUALLY_DUE : mostDue;
    inputVersions = Map.copyOf(inputVersions);
    goldVersions = Map.copyOf(goldVersions);
  }

  /** Whom alone it bills, if it was asked for. */
  @JsonIgnore
  public Optional<Demand> onDemand() {
    return Optional.ofNullable(demand);
  }

  /** What is published and can be folded into, if anything. */
  @JsonIgnore
  public Optional<Basis> published() {
    return Optional.ofNullable(basis);
  }
}
