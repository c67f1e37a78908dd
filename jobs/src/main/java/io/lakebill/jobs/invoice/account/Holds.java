package io.lakebill.jobs.invoice.account;

import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * What people hold: nothing is issued of it until somebody releases it.
 *
 * @param reasons by account, and by account and draft where only that is held
 */
public record Holds(Map<String, String> reasons) implements Serializable {

  /** Nobody holds anything. */
  public static final Holds NONE = new Holds(Map.of());

  private static final String OF_DRAFT = "/";

  /** Copies the map. */
  public Holds {
    reasons = Map.copyOf(reasons);
  }

  /** Those of a run's requests. */
  public static Holds of(RunContext context) {
    return context.isEmpty(Table.INVOICE_REQUESTS)
        ? NONE
        : of(
            context
                .pinned(Table.INVOICE_REQUESTS)
                .where("request IN ('hold', 'release')")
                .collectAsList());
  }

  /** What holds and releases come to, in the order in which they were asked for. */
  public static Holds of(List<Row> requests) {
    Map<String, String> reasons = new LinkedHashMap<>();
    requests.stream()
        .sorted(
            Comparator.<Row, Instant>comparing(row -> row.getAs("requested_at"))
                .thenComparing(row -> row.<String>getAs("request_id")))
        .forEach(
            row -> {
              String key = key(row.getAs("account_id"), row.getAs("invoice_id"));
              if (row.getAs("request").equals("hold")) {
                reasons.put(key, reason(row));
              } else {
                reasons.remove(key);
              }
            });
    return new Holds(reasons);
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
