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

  private final Payer payer;
  private final Key key;
  private final UTF8String plan;
  private final UTF8String name;
  private final TallyPlan.OfName wanted;
  private final Cell[] cells;
  private long events;

  /**
   * Begins one.
   *
   * @param texts where in a row the reported texts begin
   */
  Group(
      Payer payer, Key key, UTF8String plan, UTF8String name, TallyPlan.OfName wanted, int texts) {
    this.payer = payer;
    this.key = key;
    this.plan = plan;
    this.name = name;
    this.wanted = wanted;
    this.cells = wanted == null ? new Cell[0] : cells(wanted, texts);
  }

  private static Cell[] cells(TallyPlan.OfName wanted, int texts) {
    return wanted.meters().stream()
        .map(meter -> new Cell(meter.needs(), texts + meter.text()))
        .toArray(Cell[]::new);
  }

  /** Adds an event; returns how many values are kept now that were not before. */
  int add(InternalRow event, WideNumber scratch) {
    events++;
    int added = 0;
    int first = 0;
    for (int mask = 0; first < cells.length; mask++) {
      for (long bits = Field.bits(event, mask); bits != 0; bits &= bits - 1) {
        added += cells[first + Long.numberOfTrailingZeros(bits)].add(event, scratch);
      }
      first += TallyPlan.BITS;
    }
    return added;
  }

  /** What it came to, in the columns of {@link Tally#SCHEMA}. */
  InternalRow row() {
    return new GenericInternalRow(
        new Object[] {
          payer.account(),
          payer.subscription(),
          plan,
          payer.isNobody() ? null : key.period(),
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
        Cell cell = cells[way.position()];
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
    return way.values().isEmpty()
        ? NONE
        : new GenericArrayData(
            way.values().stream()
                .map(
                    at ->
                        key.dimensionValues().isNullAt(at)
                            ? null
                            : (Object) key.dimensionValues().getUTF8String(at))
                .toArray());
  }
}
