package io.lakebill.jobs.meter.payer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The routes of one name of which something was billed as it would not be billed now. An event that
 * was billed is billed there; its meters count for nobody else.
 *
 * @param facts routes by which events were billed
 * @param now routes by which the name's events would be billed if nothing had been
 */
record RoutesOfName(List<Route> facts, List<Route> now) {

  /** The columns of routes. */
  static final StructType SCHEMA =
      StructType.fromDDL(
          """
          subject STRING, since_token BIGINT, account_id STRING, subscription_id STRING,
          plan_id STRING, time_zone STRING, period_start DATE, arrears_landing BIGINT,
          arrears_token BIGINT, from_utc TIMESTAMP, until_utc TIMESTAMP,
          meters ARRAY<BOOLEAN>, ambiguous_meters ARRAY<BOOLEAN>, is_shared BOOLEAN,
          after_landing BIGINT, up_to_landing BIGINT,
          then_meters ARRAY<BOOLEAN>, then_names ARRAY<STRING>
          """);

  /** Where all landings are meant. */
  private static final long BEFORE_ALL = -1;

  static RoutesOfName of(Iterator<Row> rows) {
    List<Route> facts = new ArrayList<>();
    List<Route> now = new ArrayList<>();
    rows.forEachRemaining(row -> (row.<Boolean>getAs("is_fact") ? facts : now).add(Route.of(row)));
    return new RoutesOfName(facts, now);
  }

  /** Routes of which no two bill an event for the same meter. */
  List<Row> settled() {
    TreeSet<Instant> edges = new TreeSet<>();
    for (Route route : facts) {
      edges.add(route.from());
      edges.add(route.until());
    }
    for (Route route : now) {
      edges.add(route.from());
      edges.add(route.until());
    }
    List<Row> rows = new ArrayList<>();
    Instant from = null;
    for (Instant until : edges) {
      if (from != null) {
        Instant first = from;
        List<Route> all =
            settled(facts.stream().filter(route -> route.covers(first)).toList(), first);
        boolean isShared = isShared(all);
        all.forEach(route -> rows.add(route.row(first, until, isShared)));
      }
      from = until;
    }
    return rows;
  }

  /**
   * Whether several could pay; one whose period has not begun yet has no route beside the others.
   */
  private static boolean isShared(List<Route> all) {
    Set<String> payers = new HashSet<>();
    all.forEach(route -> payers.add(route.subscription()));
    return payers.size() > 1 || all.stream().anyMatch(Route::isShared);
  }

  private List<Route> settled(List<Route> billed, Instant time) {
    List<Route> all = new ArrayList<>(billed);
    for (Route route : now) {
      if (route.covers(time)) {
        all.addAll(left(route, billed));
      }
    }
    return all;
  }

  /** What is left of a route beside those by which events were billed. */
  private static List<Route> left(Route route, List<Route> billed) {
    long own = BEFORE_ALL;
    long others = BEFORE_ALL;
    Route beside = route;
    for (Route fact : billed) {
      boolean isRival =
          fact.account().equals(route.account())
              && !fact.subscription().equals(route.subscription());
      if (isRival) {
        others = Math.max(others, fact.upTo());
        beside = beside.withoutMetersOf(fact);
      } else {
        own = Math.max(own, fact.upTo());
      }
    }
    List<Route> left = new ArrayList<>();
    if (others > own && beside.countsSomething()) {
      left.add((route.isBilled() ? beside.late() : beside).landed(own, others));
    }
    left.addAll(unbilled(route, Math.max(own, others)));
    return left;
  }

  /** What landed after all that was billed. Of a period that was billed without it, nothing is. */
  private static List<Route> unbilled(Route route, long after) {
    if (!route.isBilled()) {
      return List.of(route.landed(after, route.upTo()));
    }
    long billed = route.isKnown() ? route.row().<Long>getAs("arrears_landing") : after;
    return billed > after
        ? List.of(
            route.priceless().landed(after, billed), route.late().landed(billed, route.upTo()))
        : List.of(route.late().landed(after, route.upTo()));
  }

  /** A route; its row says the rest. */
  record Route(
      Row row,
      List<Boolean> meters,
      List<Boolean> ambiguous,
      boolean isLate,
      boolean isPriceless,
      long after,
      long upTo) {

    static Route of(Row row) {
      return new Route(
          row,
          List.copyOf(row.getList(row.fieldIndex("meters"))),
          List.copyOf(row.getList(row.fieldIndex("ambiguous_meters"))),
          false,
          false,
          landing(row, "after_landing", BEFORE_ALL),
          landing(row, "up_to_landing", Long.MAX_VALUE));
    }

    private static long landing(Row row, String column, long otherwise) {
      Long landing = row.getAs(column);
      return landing == null ? otherwise : landing;
    }

    String account() {
      return row.getAs("account_id");
    }

    String subscription() {
      return row.getAs("subscription_id");
    }

    Instant from() {
      return row.getAs("from_utc");
    }

    Instant until() {
      return row.getAs("until_utc");
    }

    boolean covers(Instant time) {
      return !from().isAfter(time) && until().isAfter(time);
    }

    /** Whether its period is billed. */
    boolean isBilled() {
      return row.getAs("arrears_landing") != null;
    }

    /** Whether another subscription is active in its time. */
    boolean isShared() {
      return row.<Boolean>getAs("is_shared") || ambiguous.contains(true);
    }

    boolean countsSomething() {
      return meters.contains(true) || ambiguous.contains(true);
    }

    /** Whether those who billed its period knew the name. */
    boolean isKnown() {
      return row.<Long>getAs("since_token") < row.<Long>getAs("arrears_token");
    }

    /** The same of a period that was billed without the name. */
    Route late() {
      return new Route(row, meters, ambiguous, true, false, after, upTo);
    }

    /** The same of a period in which the name's events had no price. */
    Route priceless() {
      List<Boolean> none = ambiguous.stream().map(any -> false).toList();
      return new Route(row, meters, none, false, true, after, upTo);
    }

    Route landed(long earlier, long last) {
      return new Route(row, meters, ambiguous, isLate, isPriceless, earlier, last);
    }

    /** The same without the meters that another counts. */
    Route withoutMetersOf(Route other) {
      return new Route(
          row,
          without(meters, other.meters),
          without(ambiguous, other.meters),
          isLate,
          isPriceless,
          after,
          upTo);
    }

    private static List<Boolean> without(List<Boolean> some, List<Boolean> others) {
      return IntStream.range(0, some.size()).mapToObj(i -> some.get(i) && !others.get(i)).toList();
    }

    /** A row of {@link #SCHEMA} for a part of its time. */
    Row row(Instant first, Instant end, boolean isShared) {
      return RowFactory.create(
          row.getAs("subject"),
          isLate ? Long.valueOf(Long.MAX_VALUE) : row.<Long>getAs("since_token"),
          account(),
          subscription(),
          row.getAs("plan_id"),
          row.getAs("time_zone"),
          row.<LocalDate>getAs("period_start"),
          row.getAs("arrears_landing"),
          row.getAs("arrears_token"),
          first,
          end,
          meters.toArray(Boolean[]::new),
          ambiguous.toArray(Boolean[]::new),
          isShared,
          after == BEFORE_ALL ? null : after,
          upTo == Long.MAX_VALUE ? null : upTo,
          isPriceless ? new Boolean[0] : array("then_meters"),
          isPriceless ? new String[0] : array("then_names"));
    }

    private Object[] array(String column) {
      int index = row.fieldIndex(column);
      return row.isNullAt(index) ? null : row.getList(index).toArray();
    }
  }
}
