package io.lakebill.jobs.invoice.account;

import io.lakebill.jobs.lake.KnownTexts;
import io.lakebill.jobs.lake.StoredValues;
import io.lakebill.jobs.rate.RatedCharge;
import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.Days;
import io.lakebill.pricing.period.ServicePeriod;
import io.lakebill.schemas.catalog.InterimBill;
import io.lakebill.schemas.catalog.Plan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.Decimal;

/**
 * A row of charges: what one charge of a subscription comes to in a period, at one of its ends.
 *
 * @param account that is charged; the one that pays may be another
 * @param plan its id
 * @param position of the charge in its plan
 * @param unit the code of what the amounts are in, which may be another than the invoice's
 * @param graceDays that the invoice waits for late events
 * @param service the days that are paid for
 * @param exactAmount before rounding
 * @param held why it must not be billed; null when it may, see {@link #whyHeld()}
 */
public record ChargedPeriod(
    String account,
    String subscription,
    String plan,
    String charge,
    String name,
    String type,
    int position,
    String unit,
    int graceDays,
    Days period,
    Days service,
    InvoiceKey key,
    BigDecimal exactAmount,
    List<Part> parts,
    String held) {

  /** In the order of subscriptions and their plans, each charge with its earlier days first. */
  static final Comparator<ChargedPeriod> ORDER =
      Comparator.comparing(ChargedPeriod::subscription)
          .thenComparing(ChargedPeriod::position)
          .thenComparing(ChargedPeriod::charge)
          .thenComparing(charge -> charge.period().start())
          .thenComparing(charge -> charge.service().start());

  /** The type of what corrects an earlier period. */
  public static final String CORRECTION = "correction";

  /** The type of what somebody asked for. */
  public static final String MANUAL = "manual";

  /** The account that pays. */
  public static final String PAYER = "payer_id";

  /** The columns of {@code charges} that it is read from, and who pays. */
  public static final List<String> COLUMNS =
      List.of(
          "account_id",
          "subscription_id",
          "plan_id",
          "charge_id",
          "charge_name",
          "charge_type",
          "charge_position",
          "unit",
          "grace_days",
          "period_start",
          "period_end",
          "service_start",
          "service_end",
          "billing_date",
          "seller_id",
          "currency",
          "payment_terms_days",
          "exact_amount",
          "lines",
          "held_reason",
          PAYER);

  private static final int ACCOUNT_COLUMN = 0;

  private static final int PAYER_COLUMN = 20;

  private static final int PART_COLUMNS = 6;

  /**
   * A part of the charge that is a line of its own: a tier, a cell, a fee.
   *
   * @param unitAmount of one; null where 18 decimals cannot say it
   * @param exactAmount as text, as it is stored
   */
  public record Part(
      LineKind kind,
      String label,
      Decimal quantity,
      Decimal unitAmount,
      String exactAmount,
      BigDecimal amount) {}

  /**
   * The same of a charge that was rated just now.
   *
   * @param position of the charge in its plan
   * @param key of the invoice that it comes on
   */
  public static ChargedPeriod of(
      RatedCharge rated,
      String subscription,
      Plan plan,
      int position,
      BillingPeriod period,
      InvoiceKey key) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < rated.kinds().size(); i++) {
      Charge.Line line = rated.charge().lines().get(i);
      parts.add(
          new Part(
              rated.kinds().get(i),
              line.rated().label(),
              StoredValues.quantity(line.rated().quantity()),
              line.rated().amountOfOne().map(StoredValues::quantity).orElse(null),
              StoredValues.text(line.rated().exactAmount()).toString(),
              line.amount().amount()));
    }
    return new ChargedPeriod(
        null,
        subscription,
        plan.id(),
        rated.terms().id(),
        rated.terms().name(),
        rated.terms().type(),
        position,
        rated.charge().amount().currency().code(),
        plan.graceDays(),
        period.asDays(),
        rated.paysFor().map(ServicePeriod::asDays).orElse(period.asDays()),
        key,
        rated.charge().exactAmount(),
        parts,
        rated.held().orElse(null));
  }

  /** Reads a row of {@link #COLUMNS}, of which nothing is kept. */
  public static ChargedPeriod of(InternalRow row, KnownTexts texts) {
    String account = row.getUTF8String(ACCOUNT_COLUMN).toString();
    String name = texts.read(row.getUTF8String(4));
    return new ChargedPeriod(
        account,
        texts.read(row.getUTF8String(1)),
        texts.read(row.getUTF8String(2)),
        texts.read(row.getUTF8String(3)),
        // Who pays for several reads whose a line is.
        account.equals(payer(row)) ? name : "%s (%s)".formatted(name, account),
        texts.read(row.getUTF8String(5)),
        row.getInt(6),
        texts.read(row.getUTF8String(7)),
        row.getInt(8),
        days(row, 9),
        days(row, 11),
        new InvoiceKey(
            LocalDate.ofEpochDay(row.getInt(13)),
            texts.read(row.getUTF8String(14)),
            texts.read(row.getUTF8String(15)),
            row.getInt(16)),
        new BigDecimal(row.getUTF8String(17).toString()),
        parts(row.getArray(18), texts),
        row.isNullAt(19) ? null : row.getUTF8String(19).toString());
  }

  /** Who pays a row of {@link #COLUMNS}. */
  public static String payer(InternalRow row) {
    return row.getUTF8String(PAYER_COLUMN).toString();
  }

  /** The same on an invoice in this currency. */
  ChargedPeriod billedIn(PricingUnit currency) {
    return new ChargedPeriod(
        account,
        subscription,
        plan,
        charge,
        name,
        type,
        position,
        unit,
        graceDays,
        period,
        service,
        key.in(currency),
        exactAmount,
        parts,
        held);
  }

  /** Why it must not be billed, if it must not. */
  Optional<String> whyHeld() {
    return Optional.ofNullable(held);
  }

  /** Whether it is billed at the start of its period, for days to come. */
  boolean isAhead() {
    return key.billingDate().equals(period.start());
  }

  /** Whether it is billed while its period runs. */
  boolean isInterim() {
    return type.equals(InterimBill.TYPE) && key.billingDate().isBefore(period.end());
  }

  /** Whether it is something else than its period costs: a correction, or asked for. */
  boolean isBesidePeriod() {
    return type.equals(CORRECTION) || type.equals(MANUAL);
  }

  /** The day that decides which credits may pay it. */
  LocalDate earnedOn() {
    return isAhead() ? service.start() : service.end().minusDays(1);
  }

  private static Days days(InternalRow row, int column) {
    return new Days(
        LocalDate.ofEpochDay(row.getInt(column)), LocalDate.ofEpochDay(row.getInt(column + 1)));
  }

  private static List<Part> parts(ArrayData array, KnownTexts texts) {
    List<Part> parts = new ArrayList<>(array.numElements());
    for (int i = 0; i < array.numElements(); i++) {
      InternalRow part = array.getStruct(i, PART_COLUMNS);
      parts.add(
          new Part(
              LineKind.valueOf(texts.read(part.getUTF8String(0)).toUpperCase(Locale.ROOT)),
              part.getUTF8String(1).toString(),
              StoredValues.quantity(part, 2),
              part.isNullAt(3) ? null : StoredValues.quantity(part, 3),
              part.getUTF8String(4).toString(),
              StoredValues.amount(part, 5)));
    }
    return parts;
  }
}
