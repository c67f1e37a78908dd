package io.lakebill.jobs.invoice.account;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * What people hold: nothing is issued of it until somebody releases it. And what they want issued,
 * however unusual it is, or before it usually is.
 *
 * @param reasons by account, and by account and draft where only that is held
 * @param released drafts that somebody has looked at
 * @param early drafts that wait for no late events
 */
public record Holds(Map<String, String> reasons, Set<String> released, Set<String> early)
    implements Serializable {

  /** Nobody holds anything. */
  public static final Holds NONE = new Holds(Map.of(), Set.of(), Set.of());

  /** The requests that it comes of. */
  public static final List<String> REQUESTS = List.of("hold", "release", "finalize");

  private static final String OF_DRAFT = "/";

  /** Copies the map. */
  public Holds {
    reasons = Map.copyOf(reasons);
    released = Set.copyOf(released);
    early = Set.copyOf(early);
  }

  /** Those of a run's requests. */
  public static Holds of(RunContext context) {
    return context.isEmpty(Table.INVOICE_REQUESTS)
        ? NONE
        : of(
            context
                .pinned(Table.INVOICE_REQUESTS)
                .where(col("request").isin(REQUESTS.toArray()))
                .collectAsList());
  }

  /** What holds and releases come to, in the order in which they were asked for. */
  public static Holds of(List<Row> requests) {
    Map<String, String> reasons = new LinkedHashMap<>();
    Set<String> released = new HashSet<>();
    Set<String> early = new HashSet<>();
    requests.stream()
        .sorted(
            Comparator.<Row, Instant>comparing(row -> row.getAs("requested_at"))
                .thenComparing(row -> row.<String>getAs("request_id")))
        .forEach(
            row -> {
              String key = key(row.getAs("account_id"), row.getAs("invoice_id"));
              switch (row.<String>getAs("request")) {
                case "hold" -> {
                  reasons.put(key, reason(row));
                  released.remove(key);
                }
                case "release" -> {
                  reasons.remove(key);
                  released.add(key);
                }
                default -> early.add(key);
              }
            });
    return new Holds(reasons, released, early);
  }

  /** Why a draft is held; none if it is not. */
  public List<String> of(String account, String draft) {
    return Stream.of(key(account, null), key(account, draft))
        .flatMap(key -> Optional.ofNullable(reasons.get(key)).stream())
        .toList();
  }

  /** Whether an account, or one of its drafts, is held. */
  public boolean has(String account, String draft) {
    return reasons.containsKey(key(account, draft));
  }

  /** Whether somebody wants a draft issued, however unusual it is. */
  boolean isReleased(String account, String draft) {
    return released.contains(key(account, draft));
  }

  /** Whether a draft waits for no late events. */
  boolean isEarly(String account, String draft) {
    return early.contains(key(account, draft));
  }

  private static String key(String account, String draft) {
    return draft == null ? account : account + OF_DRAFT + draft;
  }

  private static String reason(Row row) {
    return "held by %s on %s: %s"
        .formatted(
            row.getAs("requested_by"),
            row.<Instant>getAs("requested_at").atZone(ZoneOffset.UTC).toLocalDate(),
            row.getAs("reason"));
  }
}
