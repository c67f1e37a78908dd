package io.lakebill.pricing.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.pricing.model.BulkPricing;
import io.lakebill.pricing.model.CommittedPricing;
import io.lakebill.pricing.model.EventAmountPricing;
import io.lakebill.pricing.model.EventPrice;
import io.lakebill.pricing.model.GraduatedPercentagePricing;
import io.lakebill.pricing.model.GroupedPricing;
import io.lakebill.pricing.model.HourlyCommitment;
import io.lakebill.pricing.model.Limits;
import io.lakebill.pricing.model.MatrixPricing;
import io.lakebill.pricing.model.NoPricing;
import io.lakebill.pricing.model.PackagePricing;
import io.lakebill.pricing.model.PercentagePricing;
import io.lakebill.pricing.model.StairStepPricing;
import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.model.WindowedPricing;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.money.Rounding;
import io.lakebill.pricing.period.Anchor;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.pricing.period.Proration;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prices and charges travel between the machines of a cluster. */
class SerializationTest {

  static Stream<Object> values() {
    Tiers tiers = Tiers.of(Tier.upTo("10", "5", "3"), Tier.beyond("2"));
    var matrix =
        new MatrixPricing(
            List.of("region"),
            List.of(new MatrixPricing.Cell(Map.of("region", "eu"), BigDecimal.ONE)),
            BigDecimal.TEN);
    Usage usage = new Usage(Map.of(Arrays.asList((String) null), BigDecimal.ONE));
    PercentagePricing percentage =
        PercentagePricing.of("1").withEventLimits(new Limits(BigDecimal.ONE, null));
    var conversion = new UnitConversion(BigDecimal.TEN, Rounding.UP);
    var fee = new FixedFee(BigDecimal.ONE, PricingUnit.currency("USD"));
    var schedule =
        new BillingSchedule(LocalDate.parse("2025-05-14"), null, Cadence.MONTHLY, Anchor.CALENDAR);
    return Stream.of(
        new Price(new UnitPricing(BigDecimal.ONE), PricingUnit.currency("USD")),
        new Price(new TieredPricing(tiers), PricingUnit.currency("USD")).withConversion(conversion),
        new Price(new BulkPricing(tiers), PricingUnit.currency("USD")).withConversion(conversion),
        new Price(
            new PackagePricing(BigDecimal.TEN, BigDecimal.ONE, BigDecimal.ZERO),
            PricingUnit.currency("JPY")),
        new Price(matrix, PricingUnit.currency("KWD")).withConversion(conversion),
        new Price(
            new StairStepPricing(Tiers.of(Tier.beyond("0", "1"))), PricingUnit.currency("USD")),
        new Price(
                new GroupedPricing(List.of("region"), new GraduatedPercentagePricing(tiers)),
                PricingUnit.currency("USD"))
            .withIncludedUnits(BigDecimal.ONE)
            .withCap(BigDecimal.TEN)
            .withMinimum(BigDecimal.ONE),
        new Price(new WindowedPricing(new BulkPricing(tiers)), PricingUnit.currency("USD")),
        new Price(
            new CommittedPricing(
                new EventAmountPricing(), BigDecimal.ONE, new BigDecimal("1.5"), true),
            PricingUnit.currency("USD")),
        new Price(
            new WindowedPricing(
                new CommittedPricing(
                    new BulkPricing(tiers), BigDecimal.ONE, new BigDecimal("1.5"), true),
                List.of(new HourlyCommitment(9, 17, BigDecimal.TEN))),
            PricingUnit.currency("USD")),
        new Price(new EventAmountPricing(), PricingUnit.currency("USD")),
        new Price(new NoPricing(List.of("region")), PricingUnit.currency("USD")),
        percentage,
        percentage.usage(List.of(BigDecimal.TEN)),
        PriceAdjustment.NONE.withOverride(BigDecimal.ONE),
        PartialBill.first(Charges.usd(matrix, usage)),
        usage,
        Charges.usd(matrix, usage),
        fee,
        fee.charge("Fee", Proration.FULL),
        schedule,
        schedule.period(0));
  }

  @ParameterizedTest
  @MethodSource("values")
  void comesBackEqual(Object value) throws IOException, ClassNotFoundException {
    assertEquals(value, copy(value));
  }

  /** Metering ships it into the scan. */
  @Test
  void thePriceOfAnEventTravelsToo() throws IOException, ClassNotFoundException {
    EventPrice price =
        PercentagePricing.of("1")
            .withEventLimits(new Limits(BigDecimal.ONE, null))
            .eventPrice()
            .orElseThrow();

    assertEquals(BigDecimal.ONE, ((EventPrice) copy(price)).of(BigDecimal.TEN));
  }

  private static Object copy(Object value) throws IOException, ClassNotFoundException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
