package io.lakebill.jobs.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.lake.KnownTexts;
import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.contract.Counter;
import io.lakebill.pricing.model.Bounds;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.money.Rounding;
import io.lakebill.pricing.period.Anchor;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.account.ChargeAdjustments;
import io.lakebill.schemas.catalog.CountedCharge;
import io.lakebill.schemas.catalog.OneTimeCharge;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.PlanTerms;
import io.lakebill.schemas.catalog.RecurringCharge;
import io.lakebill.schemas.catalog.UsageCharge;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/**
 * Whatever the widths of quantities and prices, a charge is either a row with its exact amount or
 * held with a reason; none stops the others.
 */
class WideChargesTest {

  private static final LocalDate START = LocalDate.parse("2026-01-01");

  private static final BillingSchedule SCHEDULE =
      new BillingSchedule(START, null, Cadence.MONTHLY, Anchor.CALENDAR);

  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private final Random random = new Random(8L);
  private int held;
  private int billed;

  @Test
  void isARowOrHeldAtEveryWidth() {
    for (int i = 0; i < 30_000; i++) {
      PricingUnit currency =
          PricingUnit.currency(List.of("USD", "JPY", "KWD", "CLF").get(random.nextInt(4)));
      BigDecimal quantity = wide();
      PlanCharge terms = terms(currency);
      RatedCharge rated =
          new PeriodRating(
                  TestTerms.of(currency, SCHEDULE, ChargeAdjustments.NONE, terms),
                  SCHEDULE.period(0),
                  Map.of("charge", Usage.of(signed(quantity))),
                  Map.of("charge", new Counter(List.of(new Counter.Setting(START, quantity)))),
                  BilledTime.NONE)
              .charges(new PlanTerms(null, List.of(terms)))
              .get(0);

      InternalRow row = ChargeRow.of(period(), rated, 1, new KnownTexts());

      BigDecimal amount = row.getDecimal(19, 28, 4).toJavaBigDecimal();
      if (rated.held().isPresent()) {
        held++;
        assertEquals(0, amount.signum());
        assertEquals(0, row.getArray(20).numElements());
      } else {
        billed++;
        assertEquals(0, amount.compareTo(rated.charge().amount().amount()));
        assertTrue(fits(amount, currency), amount::toString);
        for (int line = 0; line < row.getArray(20).numElements(); line++) {
          assertTrue(
              fits(
                  row.getArray(20).getStruct(line, 6).getDecimal(5, 28, 4).toJavaBigDecimal(),
                  currency));
        }
      }
    }
    assertTrue(held > 5_000 && billed > 5_000, held + " held, " + billed + " billed");
  }

  @Test
  void aUnitPriceIsHeldWhereItsMinorUnitsNoLongerFitAndNowhereElse() {
    PricingUnit usd = PricingUnit.currency("USD");
    for (int i = 0; i < 5_000; i++) {
      BigDecimal unitAmount = wide();
      BigDecimal quantity = wide();
      BigInteger minor =
          quantity
              .multiply(unitAmount)
              .movePointRight(2)
              .setScale(0, RoundingMode.HALF_UP)
              .toBigIntegerExact();

      RatedCharge rated = unit(usd, unitAmount, quantity);

      assertEquals(minor.compareTo(MOST) > 0, rated.held().isPresent());
    }
    assertEquals(
        "it comes to 18446744073709551615000000.00 USD, and no more than 92233720368547758.07 USD"
            + " can be invoiced",
        unit(usd, new BigDecimal("1000000"), new BigDecimal("18446744073709551615"))
            .held()
            .orElseThrow());
  }

  private static RatedCharge unit(PricingUnit currency, BigDecimal unitAmount, BigDecimal used) {
    return new PeriodRating(
            TestTerms.of(currency, SCHEDULE, ChargeAdjustments.NONE),
            SCHEDULE.period(0),
            Map.of("charge", Usage.of(used)),
            Map.of(),
            BilledTime.NONE)
        .charges(
            new PlanTerms(null, List.of(usage(new Price(new UnitPricing(unitAmount), currency)))))
        .get(0);
  }

  private PlanCharge terms(PricingUnit currency) {
    BigDecimal amount = wide();
    Price price = price(amount, currency);
    return switch (random.nextInt(5)) {
      case 0 -> new RecurringCharge("charge", "Charge", fee(amount, currency), Timing.ARREARS, 1);
      case 1 -> new OneTimeCharge("charge", "Charge", fee(amount, currency), Timing.ADVANCE);
      case 2 ->
          new CountedCharge(
              "charge",
              "Charge",
              "counter",
              new Price(new UnitPricing(amount), currency),
              Timing.ARREARS,
              CountedCharge.Counted.COUNTER);
      default -> usage(price);
    };
  }

  private static UsageCharge usage(Price price) {
    return new UsageCharge("charge", "Charge", "meter", price);
  }

  private FixedFee fee(BigDecimal amount, PricingUnit currency) {
    return new FixedFee(amount, random.nextBoolean() ? BigDecimal.ONE : wide(), currency);
  }

  private Price price(BigDecimal amount, PricingUnit currency) {
    PricingModel model =
        random.nextBoolean()
            ? new UnitPricing(amount)
            : new TieredPricing(
                new Tiers(
                    List.of(
                        new Tier(wide(), wide(), wide()), new Tier(null, amount, BigDecimal.ZERO)),
                    Bounds.INCLUSIVE));
    Price price = new Price(model, currency);
    price = random.nextInt(4) == 0 ? price.withCap(wide()) : price;
    return random.nextInt(4) == 0
        ? price.withConversion(new UnitConversion(wide(), Rounding.NONE))
        : price;
  }

  /** A positive number of a quantity's width, more often than not at a bound of one. */
  private BigDecimal wide() {
    BigDecimal smallest = BigDecimal.ONE.movePointLeft(18);
    BigDecimal power = BigDecimal.TEN.pow(random.nextInt(20));
    BigDecimal number =
        switch (random.nextInt(6)) {
          case 0 -> power;
          case 1 -> power.subtract(smallest);
          case 2 -> power.add(smallest);
          case 3 -> new BigDecimal(MOST).movePointLeft(random.nextInt(5)).add(smallest);
          case 4 -> new BigDecimal(MOST).movePointLeft(random.nextInt(19));
          default -> new BigDecimal(new BigInteger(1 + random.nextInt(125), random), 18);
        };
    return number.signum() == 0 || number.compareTo(BigDecimal.TEN.pow(20)) >= 0 ? wide() : number;
  }

  private BigDecimal signed(BigDecimal number) {
    return random.nextInt(4) == 0 ? number.negate() : number;
  }

  private static boolean fits(BigDecimal amount, PricingUnit currency) {
    return amount.abs().movePointRight(currency.decimals()).toBigIntegerExact().compareTo(MOST)
        <= 0;
  }

  private static InternalRow period() {
    UTF8String text = UTF8String.fromString("x");
    int start = (int) START.toEpochDay();
    return new GenericInternalRow(
        new Object[] {
          text, text, text, text, text, 30, 0, start, start + 31, start, null, 0, false, null, null
        });
  }
}
