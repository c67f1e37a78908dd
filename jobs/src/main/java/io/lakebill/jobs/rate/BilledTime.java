package io.lakebill.jobs.rate;

import io.lakebill.pricing.period.ServicePeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * The time that a subscription's charges were billed for, for good; it is never billed again.
 *
 * @param byCharge stretches of days, which do not overlap, by the charge's id
 */
public record BilledTime(Map<String, List<ServicePeriod>> byCharge) {

  /** Of a subscription that was never billed. */
  public static final BilledTime NONE = new BilledTime(Map.of());

  /** The fields of an entry; {@link BilledAhead} reads the others. */
  static final int COLUMNS = 10;

  /** Reads charge ids with first day, end and full days. */
  static BilledTime of(ArrayData entries, KnownTexts texts) {
    Map<String, List<ServicePeriod>> byCharge = new HashMap<>();
    for (int i = 0; i < entries.numElements(); i++) {
      InternalRow entry = entries.getStruct(i, COLUMNS);
      byCharge
          .computeIfAbsent(texts.read(entry.getUTF8String(0)), charge -> new ArrayList<>())
          .add(
              new ServicePeriod(
                  LocalDate.ofEpochDay(entry.getInt(1)),
                  LocalDate.ofEpochDay(entry.getInt(2)),
                  entry.getLong(3)));
    }
    return new BilledTime(byCharge);
  }

  /** Whether a charge was ever billed. */
  boolean has(String charge) {
    return byCharge.containsKey(charge);
  }

  /** What of a time a charge was not billed for, in order. */
  List<ServicePeriod> leftOf(ServicePeriod time, String charge) {
    return time.without(all(charge).stream().map(ServicePeriod::asDays).toList());
  }

  /** The times a charge was billed for. */
  List<ServicePeriod> times(String charge) {
    return all(charge);
  }

  private List<ServicePeriod> all(String charge) {
    return byCharge.getOrDefault(charge, List.of());
  }
}
