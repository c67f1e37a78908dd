package io.lakebill.jobs.erase;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.lake.Directories;
import io.lakebill.jobs.lake.Failpoint;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.land.LandEvents;
import io.lakebill.jobs.meter.event.ReadProperties;
import io.lakebill.jobs.run.PublishErasure;
import io.lakebill.jobs.run.Published;
import io.lakebill.jobs.run.Runs;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CatalogReader;
import io.lakebill.schemas.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Forgets a person: takes from their events what no meter of any catalog reads, from refused rows
 * their payload, and removes the files that had it. Events stay, so that copies are known and every
 * quantity can be metered again. What died is completed by erasing again.
 */
public final class EraseSubject {

  private final Clock clock;

  /**
   * @param clock tells when it was
   */
  public EraseSubject(Clock clock) {
    this.clock = clock;
  }

  /** What would be taken; writes nothing. */
  public Erasure plan(Lake lake, Person person) {
    return withTakings(lake, person, takings -> plan(lake, person, takings));
  }

  private static Erasure plan(Lake lake, Person person, List<Taking> takings) {
    Erasure erasure = Erasure.NOTHING;
    for (Taking taking : takings) {
      if (Files.isDirectory(lake.path(taking.table()))) {
        Found found = Found.in(lake, taking, person, lake.files(taking.table()));
        erasure =
            erasure
                .plus(taking.table().tableName(), found.shares(), found.files().size())
                .plusRemoved(found.files().size() + DeadFiles.with(lake, taking, person).size());
      }
    }
    return erasure;
  }

  /** Takes it; the caller holds the lake's lock. */
  public Erasure erase(Lake lake, Person person) {
    new Runs(lake, clock).settlePrevious();
    LandEvents.undoUnfinished(lake);
    return withTakings(lake, person, takings -> erase(lake, person, takings));
  }

  private Erasure erase(Lake lake, Person person, List<Taking> takings) {
    PendingErasure pending = new PendingErasure(lake);
    Erasure erasure = taken(Erasure.NOTHING, pending);
    for (Taking taking : takings) {
      Found found = Found.in(lake, taking, person, lake.files(taking.table()));
      if (!found.isNothing()) {
        rewrite(lake, taking, found, pending);
        erasure = taken(erasure, pending);
      }
    }
    Failpoint.reach("erase:vacuum");
    // What Spark says of a fault may quote a row.
    Directories.delete(lake.root().resolve("_logs"));
    Map<Table, List<Path>> dead = new EnumMap<>(Table.class);
    takings.forEach(taking -> dead.put(taking.table(), DeadFiles.with(lake, taking, person)));
    if (!dead.get(Table.UNMATCHED_EVENTS).isEmpty()) {
      letNobodyGoBack(lake);
    }
    for (List<Path> files : dead.values()) {
      DeadFiles.remove(files);
      erasure = erasure.plusRemoved(files.size());
    }
    return erasure;
  }

  /** Ends what is pending, and adds what it took. */
  private static Erasure taken(Erasure erasure, PendingErasure pending) {
    return pending
        .end()
        .map(done -> erasure.plus(done.table(), done.shares(), done.files()))
        .orElse(erasure);
  }

  private void rewrite(Lake lake, Taking taking, Found found, PendingErasure pending) {
    Map<Path, Path> rewritten = new LinkedHashMap<>();
    for (Path file : found.files()) {
      Path target = pending.directory().resolve(Integer.toString(rewritten.size()));
      write(taking, lake.read(taking.table(), List.of(file)), target);
      rewritten.put(file, onlyFile(target));
    }
    WriteKey key = WriteKey.of("erasure-" + UUID.randomUUID());
    pending.begin(
        new PendingErasure.Rewriting(
            taking.table().tableName(),
            key.application(),
            lake.version(taking.table()),
            rewritten.size(),
            found.shares(),
            lastLanding(lake),
            clock.instant()));
    lake.exchange(taking.table(), rewritten, key);
  }

  /** In the order in which metering looks events up; other tables have none. */
  private static void write(Taking taking, Dataset<Row> rows, Path target) {
    Dataset<Row> taken =
        taking
            .taken(taking.marked(rows))
            .select(Stream.of(rows.columns()).map(functions::col).toArray(Column[]::new))
            .coalesce(1);
    Dataset<Row> ordered =
        taking.table() == Table.EVENTS
            ? taken.sortWithinPartitions("event_date", "subject", "event_time", "event_id")
            : taken;
    ordered.write().mode("overwrite").parquet(target.toString());
  }

  private static Path onlyFile(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> written = files.filter(file -> file.toString().endsWith(".parquet")).toList();
      if (written.size() != 1) {
        throw new IllegalStateException("a file was rewritten as " + written);
      }
      return written.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  /** Taking a run back restores the version before it, of which files are about to go. */
  private void letNobodyGoBack(Lake lake) {
    if (Published.last(lake).filter(row -> row.getAs("action").equals("publish")).isPresent()) {
      PublishErasure.publish(
          lake,
          Table.UNMATCHED_EVENTS,
          lake.version(Table.UNMATCHED_EVENTS),
          clock.instant(),
          WriteKey.of("erasure-" + UUID.randomUUID()));
    }
  }

  /** Ids are kept while they are needed, because the files they were read from go. */
  private static Erasure withTakings(
      Lake lake, Person person, Function<List<Taking>, Erasure> work) {
    Dataset<Row> identities =
        Stream.of(Table.EVENTS, Table.WITHDRAWN_EVENTS)
            .map(table -> lake.read(table).where(person.isSubject()).select("source", "event_id"))
            .reduce(Dataset::union)
            .orElseThrow()
            .distinct()
            .persist();
    try {
      identities.count();
      Map<String, Set<String>> read = ReadProperties.of(lake.spark(), catalogs(lake));
      return work.apply(
          List.of(
              new Taking.OfProperties(Table.UNMATCHED_EVENTS, person, read),
              new Taking.OfProperties(Table.EVENTS, person, read),
              new Taking.OfPayloads(person, identities)));
    } finally {
      identities.unpersist();
    }
  }

  private static List<Catalog> catalogs(Lake lake) {
    return lake.read(Table.CATALOG_VERSIONS).select("document").collectAsList().stream()
        .map(row -> CatalogReader.fromJson(row.getString(0)))
        .toList();
  }

  private static long lastLanding(Lake lake) {
    Row last = lake.read(Table.LANDINGS).agg(functions.max(col("landing"))).first();
    return last.isNullAt(0) ? 0 : last.getLong(0);
  }
}
