package io.lakebill.jobs.rate;

import io.lakebill.jobs.lake.KnownTexts;
import io.lakebill.jobs.lake.StoredValues;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Proration;
import io.lakebill.pricing.period.ServicePeriod;
import io.lakebill.schemas.catalog.UnusedTime;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Days that a charge was billed for in advance, for good.
 *
 * @param type recurring, one_time, counter or object; unused for what was given back
 * @param amount in a currency or a unit of the seller's own
 * @param billingDate of the invoice that has it
 * @param plan by which it was billed
 */
record BilledAhead(
    String charge,
    String type,
    ServicePeriod days,
    Money amount,
    LocalDate billingDate,
    String plan) {

  /** The fields of an entry that {@link BilledTime} reads. */
  static final int COLUMNS = 10;

  private static final String ADVANCE = "advance";

  /** Reads an entry; empty if it was billed, and not due in advance. */
  static Optional<BilledAhead> of(
      InternalRow entry, Function<String, Optional<PricingUnit>> units, KnownTexts texts) {
    boolean isGivenBack = texts.read(entry.getUTF8String(5)).equals(UnusedTime.TYPE);
    if (!isGivenBack && !texts.read(entry.getUTF8String(4)).equals(ADVANCE)) {
      return Optional.empty();
    }
    return Optional.of(
        new BilledAhead(
            texts.read(entry.getUTF8String(0)),
            texts.read(entry.getUTF8String(5)),
            days(entry),
            Money.round(
                StoredValues.amount(entry, 6), unit(texts.read(entry.getUTF8String(7)), units)),
            LocalDate.ofEpochDay(entry.getInt(8)),
            texts.read(entry.getUTF8String(9))));
  }

  /** The days of an entry. */
  static ServicePeriod days(InternalRow entry) {
    return new ServicePeriod(
        LocalDate.ofEpochDay(entry.getInt(1)),
        LocalDate.ofEpochDay(entry.getInt(2)),
        entry.getLong(3));
  }

  /** What something was billed in; a unit that the catalog no longer has keeps all decimals. */
  static PricingUnit unit(String code, Function<String, Optional<PricingUnit>> units) {
    return units
        .apply(code)
        .orElseGet(
            () -> {
              try {
                return PricingUnit.currency(code);
              } catch (IllegalArgumentException e) {
                return PricingUnit.custom(code, StoredValues.AMOUNT_DECIMALS);
              }
            });
  }

  /** Whether it was given back, not billed. */
  boolean isGivenBack() {
    return type.equals(UnusedTime.TYPE);
  }

  /** The days that are left of it after what was given back of its end. */
  ServicePeriod kept(List<BilledAhead> givenBack) {
    return givenBack.stream()
        .filter(back -> back.charge.equals(charge) && back.plan.equals(plan))
        .filter(back -> back.days.end().equals(days.end()))
        .flatMap(back -> days.before(back.days.start()).stream())
        .min(Comparator.comparing(ServicePeriod::end))
        .orElse(days);
  }

  /** What of it is of the days before one. */
  BilledAhead cut(LocalDate day) {
    return new BilledAhead(
        charge, type, days.before(day).orElseThrow(), until(day), billingDate, plan);
  }

  /** What its days up to one come to, rounded, so that all parts add up to what was billed. */
  Money until(LocalDate day) {
    long before = days.before(day).map(ServicePeriod::days).orElse(0L);
    return Money.round(new Proration(before, days.days()).of(amount.amount()), amount.currency());
  }

  /** Whether it was billed by the days that it pays for. */
  boolean isByDays() {
    return !type.equals("one_time");
  }
}
