package io.lakebill.jobs.invoice.account;

import io.lakebill.jobs.contract.ContractRows;
import io.lakebill.pricing.credit.GrantSeries;
import io.lakebill.pricing.money.PricingUnit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * A grant as it was imported, with what the ledger says of each one in which it came back.
 *
 * @param isOwn whether it is still the account's
 * @param kept by number, from 1
 */
public record KeptSeries(
    GrantSeries series, PricingUnit unit, boolean isOwn, Map<Integer, GrantLedger> kept) {

  /**
   * Reads rows, one per grant and number; leaves out those whose unit nobody knows any more.
   *
   * @param units by code
   */
  static List<KeptSeries> of(List<Row> rows, Function<String, Optional<PricingUnit>> units) {
    Map<String, KeptSeries> byId = new LinkedHashMap<>();
    List<Row> ordered =
        rows.stream()
            .sorted(Comparator.comparing(row -> row.<String>getAs("credit_grant_id")))
            .toList();
    for (Row row : ordered) {
      Optional<PricingUnit> unit = units.apply(row.getAs("currency"));
      if (unit.isPresent()) {
        KeptSeries series =
            byId.computeIfAbsent(row.getAs("credit_grant_id"), id -> of(row, unit.get()));
        if (row.getAs("number") != null) {
          series.kept.put(row.<Integer>getAs("number"), GrantLedger.of(row, unit.get()));
        }
      }
    }
    return List.copyOf(byId.values());
  }

  private static KeptSeries of(Row row, PricingUnit unit) {
    return new KeptSeries(
        ContractRows.grant(row).series(unit), unit, row.<Boolean>getAs("is_own"), new TreeMap<>());
  }

  /** All that began by a day, and all others that the ledger knows. */
  List<KeptGrant> startedBy(LocalDate day) {
    int last = kept.keySet().stream().max(Comparator.naturalOrder()).orElse(0);
    int number = Math.max(last, series.startedBy(day));
    List<KeptGrant> grants = new ArrayList<>();
    for (int one = 1; one <= number; one++) {
      grants.add(KeptGrant.of(series, one, isOwn, kept.getOrDefault(one, GrantLedger.empty(unit))));
    }
    return grants;
  }
}
