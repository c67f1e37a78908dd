package io.lakebill.jobs.rate;

import io.lakebill.jobs.lake.KnownTexts;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.ServicePeriod;
import java.math.BigDecimal;
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
 * @param ahead what of it was billed in advance, with its amounts
 */
public record BilledTime(Map<String, List<ServicePeriod>> byCharge, List<Ahead> ahead) {

  /** Of a subscription that was never billed. */
  public static final BilledTime NONE = new BilledTime(Map.of(), List.of());

  private static final int COLUMNS = 8;

  /**
   * An amount that was billed in advance.
   *
   * @param unit its code
   */
  record Ahead(String charge, LocalDate billingDate, String unit, BigDecimal amount) {}

  /** Reads charge ids with first day, end, full days, billing date, unit and amount. */
  static BilledTime of(ArrayData entries, KnownTexts texts) {
    Map<String, List<ServicePeriod>> byCharge = new HashMap<>();
    List<Ahead> ahead = new ArrayList<>();
    for (int i = 0; i < entries.numElements(); i++) {
      InternalRow entry = entries.getStruct(i, COLUMNS);
      String charge = texts.read(entry.getUTF8String(0));
      byCharge
          .computeIfAbsent(charge, any -> new ArrayList<>())
          .add(
              new ServicePeriod(
                  LocalDate.ofEpochDay(entry.getInt(1)),
                  LocalDate.ofEpochDay(entry.getInt(2)),
                  entry.getLong(3)));
      if (entry.getBoolean(4)) {
        ahead.add(
            new Ahead(
                charge,
                LocalDate.ofEpochDay(entry.getInt(5)),
                texts.read(entry.getUTF8String(6)),
                entry
                    .getDecimal(7, ChargeRow.AMOUNT_DIGITS, ChargeRow.AMOUNT_DECIMALS)
                    .toJavaBigDecimal()));
      }
    }
    return new BilledTime(byCharge, ahead);
  }

  /**
   * What charges of a period were billed in advance, in one unit. It counts for the composites and
   * the minimum of the period, which come at its end.
   */
  Map<String, Money> aheadOf(BillingPeriod period, PricingUnit unit) {
    Map<String, Money> amounts = new HashMap<>();
    for (Ahead one : ahead) {
      if (one.unit().equals(unit.code()) && period.asDays().contains(one.billingDate())) {
        amounts.merge(one.charge(), Money.round(one.amount(), unit), Money::plus);
      }
    }
    return amounts;
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
