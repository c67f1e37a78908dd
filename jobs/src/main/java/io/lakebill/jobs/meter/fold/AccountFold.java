package io.lakebill.jobs.meter.fold;

import io.lakebill.jobs.meter.tally.Interned;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** One account: takes what there is of it, then says what it comes to. */
final class AccountFold {

  private final UTF8String account;
  private final Ways ways;
  private final Interned<UTF8String> texts;
  private final Periods periods = new Periods();
  private final Map<UsageKey, Amount> amounts = new LinkedHashMap<>();
  private final Map<UsageKey, Quantity> given = new LinkedHashMap<>();
  private final Set<States.Place> included = new HashSet<>();
  private final States states = new States();

  /**
   * @param texts what many rows repeat
   */
  AccountFold(UTF8String account, Ways ways, Interned<UTF8String> texts) {
    this.account = account;
    this.ways = ways;
    this.texts = texts;
  }

  UTF8String account() {
    return account;
  }

  void addPeriod(InternalRow row) {
    periods.add(Period.of(row));
  }

  /** Usage that was billed at no money. */
  void addIncluded(InternalRow row) {
    included.add(place(row, 1, 2, 3));
  }

  /** What events before these added up to; what was open and has been billed since is left out. */
  void addState(InternalRow row) {
    UsageKey key =
        new UsageKey(
            text(row, 1),
            row.getInt(3),
            Scope.of(row.getUTF8String(4)),
            text(row, 5),
            UsageKey.texts(row.getArray(6)),
            UsageKey.texts(row.getArray(7)));
    if (key.scope() == Scope.OPEN && periods.isBilled(key.subscription(), key.period())) {
      return;
    }
    Amount amount = amount(key);
    amount.add(text(row, 2), row, 8);
    if (!row.isNullAt(15)) {
      amount.addDifferent(row.getLong(15));
    }
  }

  /** A value that was counted before. */
  void addSeen(InternalRow row) {
    UsageKey key =
        new UsageKey(
            row.getUTF8String(1),
            row.getInt(2),
            Scope.of(row.getUTF8String(3)),
            row.getUTF8String(4),
            UsageKey.texts(row.getArray(5)),
            UsageKey.texts(row.getArray(6)));
    Amount amount = amounts.get(key);
    if (amount != null) {
      amount.removeSeen(row.getUTF8String(7));
    }
  }

  /** How many events were in what state; periods and what is included are known by now. */
  void addCounts(InternalRow row) {
    States.Place place = place(row, 2, 3, 4);
    boolean isKnown = place.subscription() != null;
    states.add(
        row.isNullAt(1) ? null : row.getUTF8String(1).copy(),
        place,
        text(row, 5),
        isKnown && periods.isBilled(place.subscription(), place.period()),
        isKnown && included.contains(place),
        row.getLong(6),
        row.getLong(7));
  }

  /** Usage that was counted by itself. */
  void addQuantity(InternalRow row) {
    Quantity quantity = Quantity.of(row);
    given.put(quantity.key(), quantity);
  }

  /** A group of new events; what has been billed counts only for who sees history. */
  void addGroup(InternalRow row) {
    UTF8String plan = text(row, 2);
    boolean isBilled = row.getBoolean(4);
    boolean isLate = row.getBoolean(5);
    ArrayData parts = row.getArray(10);
    for (int i = 0; i < parts.numElements(); i++) {
      addPart(row, plan, parts.getStruct(i, 12), isBilled, isLate);
    }
    if (!row.getBoolean(6)) {
      States.Place place = place(row, 1, 3, 7);
      states.add(
          null,
          place,
          States.of(
              row.getBoolean(8),
              isBilled,
              isLate,
              row.isNullAt(11) ? ways.isPriced(plan, place.eventName()) : row.getBoolean(11)),
          false,
          included.contains(place),
          row.getLong(9),
          0);
    }
  }

  private void addPart(
      InternalRow group, UTF8String plan, InternalRow part, boolean isBilled, boolean isLate) {
    UsageKey key =
        new UsageKey(
            text(group, 1),
            group.getInt(3),
            isLate ? Scope.LATE : Scope.OPEN,
            text(part, 0),
            UsageKey.texts(part.getArray(2)),
            UsageKey.texts(part.getArray(3)));
    if (!ways.isWanted(plan, key.meter(), key.dimensions())) {
      return;
    }
    boolean seesHistory = part.getBoolean(1);
    if (seesHistory) {
      amount(key.in(key.period(), Scope.HISTORY)).add(plan, part, 4);
    }
    if (seesHistory ? isLate : !isBilled) {
      Amount amount = amount(key);
      amount.add(plan, part, 4);
      if (!part.isNullAt(11)) {
        ArrayData values = part.getArray(11);
        for (int i = 0; i < values.numElements(); i++) {
          amount.addValue(values.getUTF8String(i));
        }
      }
    }
  }

  /** Says what all of it comes to. */
  void end(Rows rows) {
    amounts.forEach(
        (key, amount) -> {
          rows.add(Output.STATE, () -> amount.row(account, key));
          amount.unseen().forEach(value -> rows.add(Output.VALUES, seen(key, amount, value)));
        });
    states.forEachRow(account, (name, row) -> rows.add(Output.COUNTS, () -> row));
    Charging charging = new Charging(account, ways, rows);
    amounts.forEach(
        (key, amount) -> {
          if (key.scope() != Scope.HISTORY && amount.events() > 0) {
            charging.add(quantity(key, amount.plan(), amount));
          }
        });
    stocks().forEach((key, stock) -> charging.add(quantity(key, stock.plan(), stock.amount())));
    given.values().forEach(charging::add);
    charging.end(periods);
  }

  private Quantity quantity(UsageKey key, UTF8String plan, Amount amount) {
    return new Quantity(
        key,
        plan,
        amount.quantity(ways.aggregation(key.meter())),
        amount.isTooLarge(),
        amount.events(),
        amount.skipped());
  }

  /** What an open period sees of the time up to its end. */
  private record Stock(UTF8String plan, Amount amount) {}

  private Map<UsageKey, Stock> stocks() {
    Map<UsageKey, Stock> stocks = new HashMap<>();
    amounts.forEach(
        (key, amount) -> {
          if (key.scope() == Scope.HISTORY) {
            for (Period period : periods.openFrom(key.subscription(), key.period())) {
              stocks
                  .computeIfAbsent(
                      key.in(period.start(), Scope.OPEN),
                      any -> new Stock(period.plan(), new Amount()))
                  .amount()
                  .addHistory(amount, key.period() == period.start());
            }
          }
        });
    stocks.values().removeIf(stock -> stock.amount().isEmpty());
    return stocks;
  }

  private Supplier<InternalRow> seen(UsageKey key, Amount amount, UTF8String value) {
    return () ->
        new GenericInternalRow(
            new Object[] {
              account,
              key.subscription(),
              amount.plan(),
              key.period(),
              key.scope().text(),
              key.meter(),
              UsageKey.array(key.dimensions()),
              UsageKey.array(key.values()),
              value
            });
  }

  private Amount amount(UsageKey key) {
    return amounts.computeIfAbsent(key, any -> new Amount());
  }

  private States.Place place(InternalRow row, int subscription, int period, int eventName) {
    return row.isNullAt(subscription)
        ? new States.Place(null, 0, text(row, eventName))
        : new States.Place(text(row, subscription), row.getInt(period), text(row, eventName));
  }

  private UTF8String text(InternalRow row, int column) {
    return Interned.text(texts, row.getUTF8String(column));
  }
}
