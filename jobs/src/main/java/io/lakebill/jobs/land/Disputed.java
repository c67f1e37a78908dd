package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Which rows of a landing may be copies, of each other or of any earlier event, or are withdrawn.
 * Told by hashes alone: who shares one by chance is among them, and no copy is missing.
 *
 * @param hashes identity hashes of these rows
 * @param count how many they are at most
 * @param earlierEvents the earlier events with such a hash
 * @param handedOver how many rows the landing has in all
 */
record Disputed(Dataset<Row> hashes, long count, Dataset<Row> earlierEvents, long handedOver) {

  /** What landing wants to know of an earlier event. */
  private static final Column[] KNOWN =
      Stream.of(
              "source",
              "event_id",
              "identity_hash",
              "body_hash",
              "version",
              "landing",
              "event_name",
              "event_date",
              "event_time",
              "subject")
          .map(name -> col(name))
          .toArray(Column[]::new);

  /** A million hashes take about 80 MB in every process; more are brought together by shuffling. */
  private static final long MOST_TO_BROADCAST = 1_000_000;

  /** Reads the hashes of all earlier events, and nothing when there are none. */
  static Disputed find(
      Lake lake, LandingJournal journal, Batch batch, long landing, Withdrawals withdrawals) {
    if (landing == 1 && withdrawals.isNone()) {
      IdentityHashes identities = IdentityHashes.of(batch, journal, false);
      IdentityHashes.Hashes suspicious = identities.suspicious();
      return new Disputed(
          joinable(suspicious.rows(), suspicious.count()),
          suspicious.count(),
          nothing(lake),
          identities.rows());
    }
    IdentityHashes identities = IdentityHashes.of(batch, journal, true);
    Dataset<Row> events = landing == 1 ? nothing(lake) : lake.read(Table.EVENTS);
    Dataset<Row> perhaps =
        landing == 1 ? events : EarlierHashes.perhapsIn(identities.different(), events);
    Dataset<Row> found =
        journal.stage(
            "disputed",
            Sql.run(
                lake.spark(),
                "disputed_hashes",
                Map.of(
                    "suspicious_hashes",
                    identities.suspicious().rows(),
                    "earlier_hashes",
                    perhaps,
                    "withdrawals",
                    withdrawals.handedOver(),
                    "hashes_to_find",
                    joinable(identities.different().rows(), identities.different().count())),
                Map.of()));
    List<Row> places = places(found);
    long disputed = places.stream().mapToLong(place -> place.getLong(1)).sum();
    Dataset<Row> hashes = joinable(found.select("identity_hash").distinct(), disputed);
    return new Disputed(
        hashes,
        disputed,
        earlierEvents(lake, events, places)
            .join(hashes.toDF("h"), col("identity_hash").equalTo(col("h")), "left_semi")
            .select(KNOWN),
        identities.rows());
  }

  /** Whether each row is the only one of its identity that ever was. */
  boolean isNone() {
    return count == 0;
  }

  /** Marks the rows that need a look. */
  BatchPart.Marking marking() {
    return new BatchPart.Marking(hashes, isNone());
  }

  private static Dataset<Row> joinable(Dataset<Row> hashes, long count) {
    return count <= MOST_TO_BROADCAST ? broadcast(hashes) : hashes;
  }

  /**
   * The landings that accepted events with a disputed hash, and the first and last day of these.
   */
  private static List<Row> places(Dataset<Row> found) {
    return found
        .groupBy("landing")
        .agg(functions.count(lit(1)), min("event_date"), max("event_date"))
        .collectAsList();
  }

  /** Files know their landing and their days, so that others are not opened. */
  private static Dataset<Row> earlierEvents(Lake lake, Dataset<Row> events, List<Row> places) {
    List<Row> earlier = places.stream().filter(place -> !place.isNullAt(0)).toList();
    if (earlier.isEmpty()) {
      return nothing(lake);
    }
    Object[] landings = earlier.stream().map(place -> place.getLong(0)).toArray();
    LocalDate first =
        earlier.stream()
            .map(place -> place.<LocalDate>getAs(2))
            .min(LocalDate::compareTo)
            .orElseThrow();
    LocalDate last =
        earlier.stream()
            .map(place -> place.<LocalDate>getAs(3))
            .max(LocalDate::compareTo)
            .orElseThrow();
    return events.where(col("landing").isin(landings).and(col("event_date").between(first, last)));
  }

  private static Dataset<Row> nothing(Lake lake) {
    return lake.spark().createDataFrame(List.of(), lake.schema(Table.EVENTS));
  }
}
