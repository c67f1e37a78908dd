package io.lakebill.jobs.rate;

import static io.lakebill.jobs.lake.StoredValues.amount;
import static io.lakebill.jobs.lake.StoredValues.day;
import static io.lakebill.jobs.lake.StoredValues.quantity;
import static io.lakebill.jobs.lake.StoredValues.text;

import io.lakebill.jobs.lake.KnownTexts;
import io.lakebill.jobs.lake.StoredValues;
import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.period.ServicePeriod;
import io.lakebill.pricing.period.Timing;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** Charges as rows of {@code charges}. What its columns cannot hold fails; nothing is cut. */
final class ChargeRow {

  private ChargeRow() {}

  /**
   * A row of {@code charges}; some of its texts are those of the period's row.
   *
   * @param period in {@link OpenPeriod#COLUMNS}
   * @param position of the charge in its plan, from 1
   */
  static InternalRow of(InternalRow period, RatedCharge rated, int position, KnownTexts texts) {
    Charge charge = rated.charge();
    int start = period.getInt(7);
    int end = period.getInt(8);
    return new GenericInternalRow(
        new Object[] {
          period.getUTF8String(0),
          period.getUTF8String(1),
          period.getUTF8String(2),
          rated.otherPlan().map(texts::write).orElse(period.getUTF8String(3)),
          texts.write(rated.terms().id()),
          texts.write(rated.terms().name()),
          texts.write(rated.terms().type()),
          position,
          rated.meter().map(texts::write).orElse(null),
          period.getUTF8String(4),
          period.getInt(5),
          // What was used may still change: nothing is waited for.
          rated.billedEarly().isPresent() ? 0 : period.getInt(6),
          start,
          end,
          rated.paysFor().map(days -> day(days.start())).orElse(start),
          rated.paysFor().map(days -> day(days.end())).orElse(end),
          rated
              .billedEarly()
              .map(day -> day(day))
              .orElse(rated.timing() == Timing.ADVANCE ? start : end),
          quantity(charge.quantity()),
          text(charge.exactAmount()),
          amount(charge.amount().amount()),
          lines(rated, texts),
          rated.held().map(UTF8String::fromString).orElse(null),
          rated
              .paysFor()
              .filter(days -> rated.billsDays())
              .map(ServicePeriod::fullDays)
              .orElse(null),
          texts.write(charge.amount().currency().code())
        });
  }

  private static ArrayData lines(RatedCharge rated, KnownTexts texts) {
    List<Charge.Line> lines = rated.charge().lines();
    Object[] rows = new Object[lines.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = line(rated.kinds().get(i), lines.get(i), texts);
    }
    return new GenericArrayData(rows);
  }

  private static InternalRow line(LineKind kind, Charge.Line line, KnownTexts texts) {
    return new GenericInternalRow(
        new Object[] {
          texts.write(kind.name().toLowerCase(Locale.ROOT)),
          UTF8String.fromString(line.rated().label()),
          quantity(line.rated().quantity()),
          line.rated().amountOfOne().map(StoredValues::quantity).orElse(null),
          text(line.rated().exactAmount()),
          amount(line.amount().amount())
        });
  }
}
