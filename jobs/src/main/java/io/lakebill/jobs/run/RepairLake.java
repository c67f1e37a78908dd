package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.LakeLock;
import io.lakebill.jobs.lake.Sessions;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.schemas.table.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes tables that are not as they were left the ones to go on from, because somebody who knows
 * why says so. It changes no row of them. The next night meters from the first event on, and no run
 * before it can be taken back.
 */
public final class RepairLake {

  /** The action that {@code billing_runs} calls it. */
  static final String ACTION = "repair";

  private final Clock clock;

  /**
   * @param clock tells when it was accepted
   */
  public RepairLake(Clock clock) {
    this.clock = clock;
  }

  /** How a lake is other than the last command left it, and than its last publication says. */
  public static List<Difference> differences(Lake lake) {
    LakeCheck check = new LakeCheck(lake.root());
    List<Difference> found = new ArrayList<>(check.differences());
    Set<String> named = found.stream().map(Difference::table).collect(Collectors.toSet());
    if (!named.contains(Table.BILLING_RUNS.tableName())) {
      Published.last(lake).stream()
          .flatMap(row -> check.differences(row).stream())
          .filter(difference -> !named.contains(difference.table()))
          .forEach(found::add);
    }
    return found;
  }

  /**
   * Accepts some tables as they are.
   *
   * @param reason what people will read in {@code billing_runs} and in {@code _runs/repairs}
   * @return what differed
   * @throws ChangedLakeException if a table lacks a file, which nobody can accept
   * @throws OutOfOrderException if a table differs that is not among them
   */
  public List<Difference> accept(Path directory, Set<Table> tables, String reason) {
    return LakeLock.holding(
        directory,
        () -> {
          new LakeLayout(directory).requireToWrite();
          Lake lake = Lake.open(Sessions.open(), directory);
          List<Difference> differences = differences(lake);
          if (!differences.isEmpty()) {
            require(lake, differences, tables);
            accept(lake, differences, reason);
          }
          return differences;
        });
  }

  private static void require(Lake lake, List<Difference> differences, Set<Table> tables) {
    List<Difference> broken = differences.stream().filter(d -> !d.isAcceptable()).toList();
    if (!broken.isEmpty()) {
      throw ChangedLakeException.of(lake.root(), broken, null);
    }
    Set<String> others =
        differences.stream().map(Difference::table).collect(Collectors.toCollection(HashSet::new));
    tables.forEach(table -> others.remove(table.tableName()));
    if (!others.isEmpty()) {
      throw new OutOfOrderException(
          "%s differ as well and are not accepted; put them back, or accept them too"
              .formatted(others.stream().sorted().toList()));
    }
  }

  private void accept(Lake lake, List<Difference> differences, String reason) {
    LakeMarks marks = new LakeMarks(lake.root());
    Instant now = clock.instant();
    RunFiles.write(
        lake.root()
            .resolve("_runs")
            .resolve("repairs")
            .resolve(now.toString().replace(':', '-') + ".json"),
        new Repair(reason, now, differences));
    differences.forEach(difference -> marks.forget(Table.named(difference.table())));
    PublishAgain.publish(lake, ACTION, reason, now, WriteKey.of("repair-" + UUID.randomUUID()));
    marks.end();
  }

  /** What was accepted, and why; readable without Spark. */
  private record Repair(String reason, Instant at, List<Difference> differences) {}
}
