package io.lakebill.jobs.meter.fold;

import io.lakebill.jobs.meter.tally.Interned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** The accounts of one task. */
final class FoldTask {

  private static final int EVENTS_OF_GROUP = Input.GROUPS.columns().indexOf("events");

  private final Ways ways;
  private final Interned<UTF8String> texts = new Interned<>();
  private final Map<UTF8String, AccountFold> accounts = new HashMap<>();

  private AccountFold latest;
  private long nobodysEvents;

  FoldTask(FoldPlan plan) {
    ways = new Ways(plan);
  }

  /**
   * Goes through what there is of each account.
   *
   * @param inputs the rows that are given
   */
  void take(Map<Input, Iterator<InternalRow>> inputs) {
    take(inputs, Input.PERIODS, AccountFold::addPeriod);
    take(inputs, Input.INCLUDED, AccountFold::addIncluded);
    take(inputs, Input.STATE, AccountFold::addState);
    take(inputs, Input.COUNTS, AccountFold::addCounts);
    take(inputs, Input.GROUPS, AccountFold::addGroup);
    take(inputs, Input.SEEN, AccountFold::addSeen);
    take(inputs, Input.QUANTITIES, AccountFold::addQuantity);
  }

  /** Says what all of it comes to. */
  void end(Rows rows) {
    accounts.values().forEach(account -> account.end(rows));
  }

  /** The rows of one output, made as they are asked for. */
  Iterator<InternalRow> rows(Output wanted) {
    return accounts.values().stream()
        .flatMap(
            account -> {
              List<InternalRow> rows = new ArrayList<>();
              account.end(
                  (output, row) -> {
                    if (output == wanted) {
                      rows.add(row.get());
                    }
                  });
              return rows.stream();
            })
        .iterator();
  }

  private void take(
      Map<Input, Iterator<InternalRow>> inputs,
      Input input,
      BiConsumer<AccountFold, InternalRow> how) {
    Iterator<InternalRow> rows = inputs.getOrDefault(input, Collections.emptyIterator());
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      if (!row.isNullAt(0)) {
        how.accept(account(row.getUTF8String(0)), row);
      } else if (input == Input.GROUPS) {
        nobodysEvents += row.getLong(EVENTS_OF_GROUP);
      }
    }
  }

  /** How many new events have no account. */
  long nobodysEvents() {
    return nobodysEvents;
  }

  private AccountFold account(UTF8String id) {
    if (latest == null || !latest.account().equals(id)) {
      latest = accounts.get(id);
    }
    if (latest == null) {
      latest = new AccountFold(id.copy(), ways, texts);
      accounts.put(latest.account(), latest);
    }
    return latest;
  }
}
