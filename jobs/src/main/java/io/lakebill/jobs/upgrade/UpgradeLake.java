package io.lakebill.jobs.upgrade;

import io.lakebill.jobs.lake.Failpoint;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.run.ChangedLakeException;
import io.lakebill.jobs.run.Difference;
import io.lakebill.jobs.run.LakeCheck;
import io.lakebill.jobs.run.LakeLayout;
import io.lakebill.jobs.run.LakeWriting;
import io.lakebill.jobs.run.PublishAgain;
import io.lakebill.jobs.run.Runs;
import io.lakebill.jobs.run.Upgrading;
import io.lakebill.schemas.table.Layout;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings all tables of a lake to today's layout, or none: each that changes is prepared beside the
 * lake's own, and when all are, they take their places, a commit each, and a row of {@code
 * billing_runs} comes last. Killed before all are prepared it has done nothing, killed later it is
 * completed by running it again; in between nobody reads or writes. Rows that were finalized keep
 * their values.
 */
public final class UpgradeLake {

  private final Clock clock;

  /**
   * @param clock tells when it was
   */
  public UpgradeLake(Clock clock) {
    this.clock = clock;
  }

  /**
   * What an upgrade would do; nothing is written.
   *
   * @throws io.lakebill.jobs.lake.UnusableLakeException if nothing leads to today's layout
   */
  public static Upgrade plan(Path directory) {
    Optional<Upgrading> begun = Upgrading.of(directory).filter(Upgrading::isPrepared);
    if (begun.isPresent()) {
      return upgrade(begun.get().from());
    }
    return found(directory);
  }

  /**
   * Upgrades the lake, or completes an upgrade that died.
   *
   * @throws io.lakebill.jobs.lake.UnusableLakeException if nothing leads to today's layout
   * @throws io.lakebill.jobs.lake.LakeBusyException if a run is open
   * @throws io.lakebill.jobs.run.OutOfOrderException if a publication or reversal has not ended
   * @throws ChangedLakeException if tables are not as the last command or publication left them
   */
  public Upgrade upgrade(Path directory) {
    // A lake that cannot be upgraded is refused before anything is written.
    plan(directory);
    return LakeWriting.toUpgrade(directory, this::upgrade);
  }

  private static Upgrade upgrade(int from) {
    return new Upgrade(from, Layout.NEWEST, TableChange.from(from));
  }

  private Upgrade upgrade(Lake lake) {
    Optional<Upgrading> begun =
        Upgrading.of(lake.root())
            .filter(Upgrading::isPrepared)
            .filter(prepared -> isStillOf(lake, prepared));
    if (begun.isPresent()) {
      return complete(lake, begun.get());
    }
    Upgrade upgrade = found(lake.root());
    if (upgrade.isNothing()) {
      Upgrading.mark(lake);
      end(lake);
      return upgrade;
    }
    return complete(lake, prepared(lake, upgrade));
  }

  private static Upgrade found(Path directory) {
    LakeLayout layout = new LakeLayout(directory);
    layout.requireSteps();
    return upgrade(layout.number());
  }

  private Upgrading prepared(Lake lake, Upgrade upgrade) {
    Runs.settleBeforeUpgrade(lake.root(), clock);
    LakeCheck.requireAsPublished(lake);
    PreparedTables.removeAll(lake);
    String id = UUID.randomUUID().toString();
    Upgrading upgrading = new Upgrading(upgrade.from(), id, clock.instant(), null);
    upgrading.begin(lake);
    Map<String, Long> versions =
        new PreparedTables(lake, id, upgrade.changes()).make(upgrade.from());
    Failpoint.reach("upgrade:prepared");
    return upgrading.prepared(lake, versions);
  }

  /**
   * Whether what was prepared is what the lake's tables become. Where an older version went on with
   * the lake before any table took its place, the upgrade begins anew.
   */
  private static boolean isStillOf(Lake lake, Upgrading upgrading) {
    PreparedTables tables =
        new PreparedTables(lake, upgrading.id(), TableChange.from(upgrading.from()));
    List<String> changed = tables.changedSince(upgrading.prepared());
    if (!changed.isEmpty() && tables.hasAnyTakenPlace()) {
      throw ChangedLakeException.of(
          lake.root(),
          changed.stream()
              .map(
                  table ->
                      new Difference(
                          table, "was changed while an upgrade was under way and dead", false))
              .toList(),
          null);
    }
    return changed.isEmpty();
  }

  private static Upgrade complete(Lake lake, Upgrading upgrading) {
    Upgrade upgrade = upgrade(upgrading.from());
    new PreparedTables(lake, upgrading.id(), upgrade.changes()).takePlace();
    lake.makeTables();
    Failpoint.reach("upgrade:billing_runs");
    PublishAgain.upgraded(
        lake, upgrading, "from layout %d to %d".formatted(upgrade.from(), upgrade.to()));
    Failpoint.reach("upgrade:published");
    Upgrading.mark(lake);
    end(lake);
    return upgrade;
  }

  private static void end(Lake lake) {
    PreparedTables.removeAll(lake);
    Failpoint.reach("upgrade:end");
    Upgrading.end(lake);
  }
}
