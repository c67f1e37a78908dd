package io.lakebill.jobs.meter.tally;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** The stretches of all subjects, or of those that a task may meet. */
final class RouteTable {

  /** The columns that routes are read from. */
  static final StructType SCHEMA =
      StructType.fromDDL(
          """
          subject STRING, since_token BIGINT, account_id STRING, subscription_id STRING,
          plan_id STRING, time_zone STRING, period_start DATE, arrears_landing BIGINT,
          arrears_token BIGINT, from_utc TIMESTAMP, until_utc TIMESTAMP, meters ARRAY<BOOLEAN>,
          is_shared BOOLEAN, after_landing BIGINT, up_to_landing BIGINT,
          then_meters ARRAY<BOOLEAN>, then_names ARRAY<STRING>
          """);

  private final Map<UTF8String, List<Stretch>> bySubject = new HashMap<>();

  /** Reads rows of {@link #SCHEMA}. */
  static RouteTable of(Iterator<InternalRow> rows) {
    RouteTable table = new RouteTable();
    Interned<UTF8String> texts = new Interned<>();
    Interned<BitSet> meters = new Interned<>();
    Map<UTF8String, ZoneId> zones = new HashMap<>();
    Numbers numbers = new Numbers();
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      ZoneId zone = zones.get(row.getUTF8String(5));
      if (zone == null) {
        zone = ZoneId.of(row.getUTF8String(5).toString());
        zones.put(row.getUTF8String(5).copy(), zone);
      }
      Stretch stretch =
          new Stretch(
                  numbers.of(row.getUTF8String(2), row.getUTF8String(3)),
                  Interned.text(texts, row.getUTF8String(2)),
                  Interned.text(texts, row.getUTF8String(3)),
                  Interned.text(texts, row.getUTF8String(4)),
                  zone,
                  row.getInt(6))
              .between(row.getLong(9), row.getLong(10))
              .counting(meters.one(bits(row.getArray(11))))
              .shared(row.getBoolean(12))
              .landed(
                  row.isNullAt(13) ? Long.MIN_VALUE : row.getLong(13),
                  row.isNullAt(14) ? Long.MAX_VALUE : row.getLong(14));
      if (!row.isNullAt(15)) {
        stretch.told(meters.one(bits(row.getArray(15))), names(row.getArray(16)));
      }
      if (!row.isNullAt(7)) {
        stretch.billed(row.getLong(1) < row.getLong(8) ? row.getLong(7) : -1);
      }
      table.add(row.getUTF8String(0), stretch);
    }
    return table;
  }

  /** Looks subjects up; events of one subject that follow on each other are looked up once. */
  Router router(int subject) {
    return new Router() {
      private UTF8String latest;
      private List<Stretch> found = List.of();

      @Override
      public List<Stretch> stretches(InternalRow event) {
        UTF8String name = event.getUTF8String(subject);
        if (!name.equals(latest)) {
          latest = name.copy();
          found = bySubject.getOrDefault(latest, List.of());
        }
        return found;
      }
    };
  }

  private void add(UTF8String subject, Stretch stretch) {
    List<Stretch> stretches = bySubject.get(subject);
    if (stretches == null) {
      bySubject.put(subject.copy(), List.of(stretch));
    } else {
      List<Stretch> more = new ArrayList<>(stretches);
      more.add(stretch);
      bySubject.put(subject, more);
    }
  }

  private static Set<UTF8String> names(ArrayData texts) {
    Set<UTF8String> names = new HashSet<>();
    for (int i = 0; i < texts.numElements(); i++) {
      names.add(texts.getUTF8String(i).copy());
    }
    return names;
  }

  static BitSet bits(ArrayData marks) {
    BitSet bits = new BitSet();
    for (int i = 0; i < marks.numElements(); i++) {
      bits.set(i, marks.getBoolean(i));
    }
    return bits;
  }
}
