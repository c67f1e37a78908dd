package io.lakebill.jobs.contract;

import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.account.AgreedAdjustment;
import io.lakebill.schemas.account.ChargeAdjustments;
import io.lakebill.schemas.account.ChargeQuantity;
import io.lakebill.schemas.table.Table;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** What subscriptions pay for single charges instead of their plans' prices and quantities. */
public final class Adjustments implements Serializable {

  private static final long serialVersionUID = 1;

  private final HashMap<Key, ChargeAdjustments> byCharge = new HashMap<>();

  /** Of subscriptions that pay what their plans say. */
  public static final Adjustments NONE = new Adjustments();

  private Adjustments() {}

  /** Those that a run knows. */
  public static Adjustments of(RunContext context) {
    return of(rows(context, Table.PRICE_ADJUSTMENTS), rows(context, Table.QUANTITIES));
  }

  /** Those of a table that most lakes have nothing in, which is known without a query. */
  private static List<Row> rows(RunContext context, Table table) {
    return context.isEmpty(table) ? List.of() : context.pinned(table).collectAsList();
  }

  private record Key(String subscriptionId, String chargeId) implements Serializable {}

  /** What rows of {@code price_adjustments} and {@code quantities} say together. */
  public static Adjustments of(Iterable<Row> priceAdjustments, Iterable<Row> quantities) {
    Map<Key, List<AgreedAdjustment>> agreed = new HashMap<>();
    for (Row row : priceAdjustments) {
      AgreedAdjustment one = ContractRows.adjustment(row);
      agreed
          .computeIfAbsent(key(one.subscriptionId(), one.chargeId()), none -> new ArrayList<>())
          .add(one);
    }
    Map<Key, List<ChargeQuantity>> counted = new HashMap<>();
    for (Row row : quantities) {
      ChargeQuantity one = ContractRows.quantity(row);
      counted
          .computeIfAbsent(key(one.subscriptionId(), one.chargeId()), none -> new ArrayList<>())
          .add(one);
    }
    Adjustments all = new Adjustments();
    agreed.forEach(
        (key, rows) ->
            all.byCharge.put(
                key, new ChargeAdjustments(rows, counted.getOrDefault(key, List.of()))));
    counted.forEach(
        (key, rows) -> all.byCharge.putIfAbsent(key, new ChargeAdjustments(List.of(), rows)));
    return all;
  }

  /** All that was agreed with a subscription on a charge. */
  public ChargeAdjustments of(String subscriptionId, String chargeId) {
    return byCharge.getOrDefault(key(subscriptionId, chargeId), ChargeAdjustments.NONE);
  }

  private static Key key(String subscriptionId, String chargeId) {
    return new Key(subscriptionId, chargeId);
  }
}
