package io.lakebill.jobs.meter.tally;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** The events of one payer, billing period, name and combination of dimension values. */
final class Group {

  private static final ArrayData NONE = new GenericArrayData(new Object[0]);

  private final Key key;
  private final UTF8String account;
  private final UTF8String plan;
  private final UTF8String name;
  private final TallyPlan.OfName wanted;
  private final Cell[] cells;
  private long events;

  Group(Key key, InternalRow event, UTF8String name, TallyPlan.OfName wanted) {
    this.key = key;
    this.account = copied(event.getUTF8String(Field.ACCOUNT.position()));
    this.plan = copied(event.getUTF8String(Field.PLAN.position()));
    this.name = name;
    this.wanted = wanted;
    this.cells = wanted == null ? new Cell[0] : cells(wanted);
  }

  private static Cell[] cells(TallyPlan.OfName wanted) {
    return wanted.needs().stream().map(Cell::new).toArray(Cell[]::new);
  }

  private static UTF8String copied(UTF8String text) {
    return text == null ? null : text.copy();
  }

  /** Adds an event; returns how many values are kept now that were not before. */
  int add(InternalRow event, WideNumber scratch) {
    events++;
    int added = 0;
    for (int slot = 0; slot < cells.length; slot++) {
      int flag = Field.ofSlot(slot);
      if (Field.isTrue(event, flag)) {
        UTF8String text = event.isNullAt(flag + 1) ? null : event.getUTF8String(flag + 1);
        added += cells[slot].add(text, event, scratch);
      }
    }
    return added;
  }

  /** What it came to, in the columns of {@link Tally#SCHEMA}. */
  InternalRow row() {
    return new GenericInternalRow(
        new Object[] {
          account,
          key.subscription(),
          plan,
          key.isPaid() ? key.period() : null,
          key.has(Key.BILLED),
          key.has(Key.LATE),
          key.has(Key.SHARED),
          name,
          key.has(Key.COUNTED),
          events,
          new GenericArrayData(parts().toArray())
        });
  }

  private List<InternalRow> parts() {
    List<InternalRow> parts = new ArrayList<>();
    if (wanted != null) {
      for (TallyPlan.Way way : wanted.ways()) {
        Cell cell = cells[way.slot()];
        if (!cell.isEmpty()) {
          parts.add(cell.part(way, names(way), values(way)));
        }
      }
    }
    return parts;
  }

  private static ArrayData names(TallyPlan.Way way) {
    return way.dimensions().isEmpty()
        ? NONE
        : new GenericArrayData(
            way.dimensions().stream().map(text -> (Object) UTF8String.fromString(text)).toArray());
  }

  private ArrayData values(TallyPlan.Way way) {
    return way.positions().isEmpty()
        ? NONE
        : new GenericArrayData(
            way.positions().stream()
                .map(
                    at ->
                        key.dimensionValues().isNullAt(at)
                            ? null
                            : (Object) key.dimensionValues().getUTF8String(at))
                .toArray());
  }
}
