package io.lakebill.jobs.rate;

import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.ServicePeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * Days that a charge was billed for in advance, for good.
 *
 * @param type recurring, counter or object
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

  private static final int DIGITS = 28;
  private static final int DECIMALS = 4;

  /** Those of the entries that {@link BilledTime} reads which were due in advance. */
  static List<BilledAhead> of(ArrayData entries, KnownTexts texts) {
    List<BilledAhead> ahead = new ArrayList<>();
    for (int i = 0; i < entries.numElements(); i++) {
      InternalRow entry = entries.getStruct(i, BilledTime.COLUMNS);
      String type = texts.read(entry.getUTF8String(5));
      if (texts.read(entry.getUTF8String(4)).equals("advance") && !type.equals("one_time")) {
        PricingUnit currency = PricingUnit.currency(texts.read(entry.getUTF8String(7)));
        ahead.add(
            new BilledAhead(
                texts.read(entry.getUTF8String(0)),
                type,
                new ServicePeriod(
                    LocalDate.ofEpochDay(entry.getInt(1)),
                    LocalDate.ofEpochDay(entry.getInt(2)),
                    entry.getLong(3)),
                Money.round(entry.getDecimal(6, DIGITS, DECIMALS).toJavaBigDecimal(), currency),
                LocalDate.ofEpochDay(entry.getInt(8)),
                texts.read(entry.getUTF8String(9))));
      }
    }
    return ahead;
  }
}
