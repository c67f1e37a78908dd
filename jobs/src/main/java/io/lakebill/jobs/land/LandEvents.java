package io.lakebill.jobs.land;

import io.lakebill.jobs.lake.Failpoint;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.load.ApplyCatalog;
import io.lakebill.jobs.meter.event.Promotion;
import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.table.Table;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reads files of sources and writes {@code events}, {@code rejected_events}, {@code
 * withdrawn_events} and, last, {@code landings}. Every row handed over is accepted, a duplicate, a
 * conflict, rejected, superseded or a withdrawal. A landing that died before its row in {@code
 * landings} is undone by the next one.
 */
public final class LandEvents {

  private final Clock clock;

  /**
   * @param clock tells the landing time
   */
  public LandEvents(Clock clock) {
    this.clock = clock;
  }

  /**
   * Lands what several sources handed over as one landing; the caller holds the lake's lock. A file
   * that landed before, under whatever name, is not read again. One that turns out to be damaged is
   * refused, and the rest lands without it. Without any file there is no landing; its number is 0.
   */
  public Landing land(Lake lake, List<Delivery> deliveries) {
    Delivery.takeKeys(lake, deliveries);
    LandingJournal journal = new LandingJournal(lake);
    journal.undoUnfinished();
    if (Delivery.withFiles(deliveries).isEmpty()) {
      return new Landing(0, Map.of(), 0, List.of());
    }
    KnownContents known = KnownContents.of(lake, deliveries);
    List<Delivery> unseen = Delivery.without(deliveries, known.rows().keySet());
    UnreadableFiles refusedAtSight = FirstSight.of(lake.spark(), deliveries, unseen);
    List<Delivery> readable = Delivery.without(unseen, refusedAtSight.reasons().keySet());
    try {
      return land(begin(lake, journal, Optional.empty()), readable, known, refusedAtSight);
    } catch (InvalidDocuments refused) {
      throw refused;
    } catch (Exception failure) {
      UnreadableFiles unreadable = UnreadableFiles.among(lake.spark(), readable);
      if (unreadable.isEmpty()) {
        throw failure;
      }
      journal.undoUnfinished();
      Set<LandedFiles.FileOfSource> damaged = unreadable.reasons().keySet();
      return land(
          begin(lake, journal, Optional.empty()),
          Delivery.without(readable, damaged),
          known,
          refusedAtSight.plus(unreadable));
    }
  }

  /**
   * Lands what a source handed over for a stretch of time, whose events are those of the files from
   * then on: what counted and is not among them counts no longer. All of it, or nothing.
   *
   * @throws InvalidDocuments if a file cannot be read or has rows that can be no events of that
   *     time
   */
  public Landing replace(Lake lake, Delivery delivery, ReplacedWindow window) {
    List<Delivery> deliveries = List.of(delivery);
    Delivery.takeKeys(lake, deliveries);
    LandingJournal journal = new LandingJournal(lake);
    journal.undoUnfinished();
    KnownContents known = KnownContents.of(lake, deliveries).asIfNew();
    UnreadableFiles refusedAtSight = FirstSight.of(lake.spark(), deliveries, deliveries);
    if (!refusedAtSight.isEmpty()) {
      throw ReplacedWindow.refused(refusedAtSight);
    }
    try {
      return land(
          begin(lake, journal, Optional.of(window)), deliveries, known, UnreadableFiles.NONE);
    } catch (InvalidDocuments refused) {
      journal.end();
      throw refused;
    } catch (Exception failure) {
      UnreadableFiles unreadable = UnreadableFiles.among(lake.spark(), deliveries);
      if (unreadable.isEmpty()) {
        throw failure;
      }
      journal.undoUnfinished();
      throw ReplacedWindow.refused(unreadable);
    }
  }

  /** Removes what a landing has left that died; the caller holds the lake's lock. */
  public static void undoUnfinished(Lake lake) {
    new LandingJournal(lake).undoUnfinished();
  }

  private LandingUnderWay begin(
      Lake lake, LandingJournal journal, Optional<ReplacedWindow> window) {
    return new LandingUnderWay(
        lake, journal, journal.begin(), clock.instant(), window, promotion(lake));
  }

  /** What the meters of the catalog in force read. */
  private static Promotion promotion(Lake lake) {
    return ApplyCatalog.current(lake)
        .map(catalog -> Promotion.of(lake.spark(), catalog))
        .orElse(Promotion.NONE);
  }

  private static Landing land(
      LandingUnderWay landing,
      List<Delivery> deliveries,
      KnownContents known,
      UnreadableFiles unreadable) {
    Lake lake = landing.lake();
    if (!unreadable.isEmpty()) {
      lake.append(
          Table.REJECTED_EVENTS,
          lake.spark()
              .createDataFrame(
                  unreadable.rows(landing.number(), landing.landedAt()),
                  lake.schema(Table.REJECTED_EVENTS)),
          newKey());
    }
    LandedFiles landed =
        (deliveries.isEmpty() ? LandedFiles.none(deliveries) : landing.write(deliveries))
            .plus(known.outcomes())
            .plus(unreadable.outcomes());
    Map<LandedFiles.FileOfSource, String> hashes = known.lasting();
    hashes.keySet().removeAll(unreadable.reasons().keySet());
    Failpoint.reach("land:landings");
    lake.append(
        Table.LANDINGS,
        lake.spark()
            .createDataFrame(
                landed.rows(
                    landing.number(), landing.landedAt(), hashes, landing.promotion().byName()),
                lake.schema(Table.LANDINGS)),
        newKey());
    Failpoint.reach("land:landed");
    long withdrawn = landing.withdrawn();
    landing.journal().end();
    return new Landing(landing.number(), landed.bySource(), withdrawn, unreadable.messages());
  }

  /** The key of a write that no other can be taken for. */
  static WriteKey newKey() {
    return WriteKey.of("landing-" + UUID.randomUUID());
  }
}
