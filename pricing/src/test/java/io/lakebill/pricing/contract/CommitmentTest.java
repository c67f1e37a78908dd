package io.lakebill.pricing.contract;

import static io.lakebill.pricing.contract.Terms.fee;
import static io.lakebill.pricing.contract.Terms.price;
import static io.lakebill.pricing.contract.Terms.usd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.period.Anchor;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.pricing.period.Proration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitmentTest {

  private static final LocalDate START = LocalDate.parse("2025-01-01");

  private static final LocalDate END = LocalDate.parse("2026-01-01");

  /** 12,000 a year of which 9,500 were billed: Metronome's post-paid commitment (SD20). */
  @ParameterizedTest(name = "{0} billed")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          BILLED,   TRUE-UP
          0,        12000.00
          9500,     2500.00
          11999.99, 0.01
          12000,    0.00
          12000.01, 0.00
          90000,    0.00
          -100,     12100.00
          """)
  void isTruedUp(String billed, String trueUp) {
    assertEquals(usd(trueUp), new Commitment(usd("12000"), START, END).trueUp(usd(billed)));
  }

  @Test
  void isDueWithThePeriodThatHasItsLastDay() {
    Commitment commitment = new Commitment(usd("12000"), START, END);
    var monthly = new BillingSchedule(START, null, Cadence.MONTHLY, Anchor.CALENDAR);

    assertEquals(
        List.of(11),
        IntStream.range(0, 24)
            .filter(index -> commitment.isDueWith(monthly.period(index)))
            .boxed()
            .toList());
  }

  /** Metronome's commitment as a fixed fee with a free first tier (SD05). */
  @ParameterizedTest(name = "{0} GB")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          USED, TOTAL
          0,    100.00
          800,  100.00
          1000, 100.00
          1001, 100.10
          1500, 150.00
          """)
  void aFeeMayCoverAFreeFirstTier(String used, String total) {
    var tiers = new TieredPricing(Tiers.of(Tier.upTo("1000", "0"), Tier.beyond("0.1")));

    assertEquals(
        usd(total),
        fee("100")
            .charge("", Proration.FULL)
            .amount()
            .plus(price(tiers).charge(Usage.of(used)).amount()));
  }

  /** 50 of a minimum of 100 is Lago's documentation of spending minimums. */
  @ParameterizedTest(name = "{0} of 30 days, total {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          DAYS, TOTAL,  LEAST,  MISSING
          30,   0,      100.00, 100.00
          30,   50,     100.00, 50.00
          30,   99.99,  100.00, 0.01
          30,   100,    100.00, 0.00
          30,   100.01, 100.00, 0.00
          10,   30,     33.33,  3.33
          20,   66.67,  66.67,  0.00
          0,    0,      0.00,   0.00
          """)
  void minimumsAreProrated(int days, String total, String least, String missing) {
    Minimum minimum = new Minimum(usd("100"));
    Proration part = new Proration(days, 30);

    assertEquals(usd(least), minimum.prorated(part));
    assertEquals(usd(missing), minimum.missingFrom(usd(total), part));
  }

  @Test
  void refusesWhatCannotBeAgreed() {
    assertEquals(
        "commitment -1.00 USD is negative",
        assertThrows(IllegalArgumentException.class, () -> new Commitment(usd("-1"), START, END))
            .getMessage());
    assertEquals(
        "commitment end 2025-01-01 is not after its start 2025-01-01",
        assertThrows(IllegalArgumentException.class, () -> new Commitment(usd("1"), START, START))
            .getMessage());
    assertEquals(
        "minimum -1.00 USD is negative",
        assertThrows(IllegalArgumentException.class, () -> new Minimum(usd("-1"))).getMessage());
  }
}
