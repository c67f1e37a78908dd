package io.lakebill.pricing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.Charges;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentagePricingTest {

  /**
   * 800 in 4 events at 1.3% and 2.00 each are from lago-api, percentage_service_spec; so is 7.20
   * with 3 free events. Its documentation says of both limits that the first that is reached ends
   * what is free.
   */
  @ParameterizedTest(name = "{0} with {2} free events and {3}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          EVENTS          | FEE | FREE EVENTS | FREE AMOUNT | PRICE | LINES
          50 100 250 400  | 2   | 0           | 0           | 18.40 | 1.3%: 800 @ 0.013 = 10.40; fee per event: 4 @ 2 = 8.00
          50 100 250 400  | 0   | 0           | 0           | 10.40 | 1.3%: 800 @ 0.013 = 10.40
          50 100 250 400  | 2   | 3           | 0           | 7.20  | amount of free events: 400 @ 0 = 0.00; 1.3%: 400 @ 0.013 = 5.20; free events: 3 @ 0 = 0.00; fee per event: 1 @ 2 = 2.00
          400 250 100 50  | 2   | 3           | 0           | 2.65  | amount of free events: 750 @ 0 = 0.00; 1.3%: 50 @ 0.013 = 0.65; free events: 3 @ 0 = 0.00; fee per event: 1 @ 2 = 2.00
          50 100 250 400  | 2   | 4           | 0           | 0.00  | amount of free events: 800 @ 0 = 0.00; free events: 4 @ 0 = 0.00
          50 100 250 400  | 2   | 5           | 0           | 0.00  | amount of free events: 800 @ 0 = 0.00; free events: 4 @ 0 = 0.00
          50 100 250 400  | 0   | 3           | 0           | 5.20  | amount of free events: 400 @ 0 = 0.00; 1.3%: 400 @ 0.013 = 5.20; free events: 3 @ 0 = 0.00
          50 100 250 400  | 0   | 0           | 250         | 7.15  | free amount: 250 @ 0 = 0.00; 1.3%: 550 @ 0.013 = 7.15
          50 100 250 400  | 2   | 3           | 500         | 7.20  | amount of free events: 400 @ 0 = 0.00; 1.3%: 400 @ 0.013 = 5.20; free events: 3 @ 0 = 0.00; fee per event: 1 @ 2 = 2.00
          50 100 250 400  | 2   | 3           | 400         | 7.20  | amount of free events: 400 @ 0 = 0.00; 1.3%: 400 @ 0.013 = 5.20; free events: 3 @ 0 = 0.00; fee per event: 1 @ 2 = 2.00
          50 100 250 400  | 2   | 3           | 399         | 9.21  | amount of free events: 399 @ 0 = 0.00; 1.3%: 401 @ 0.013 = 5.21; free events: 2 @ 0 = 0.00; fee per event: 2 @ 2 = 4.00
          50 100 250 400  | 2   | 3           | 10          | 18.27 | amount of free events: 10 @ 0 = 0.00; 1.3%: 790 @ 0.013 = 10.27; fee per event: 4 @ 2 = 8.00
          50 100 250 400  | 2   | 0           | 800         | 8.00  | free amount: 800 @ 0 = 0.00; fee per event: 4 @ 2 = 8.00
          50 100 250 400  | 2   | 0           | 900         | 8.00  | free amount: 800 @ 0 = 0.00; fee per event: 4 @ 2 = 8.00
          0 0 0 0         | 2   | 0           | 0           | 8.00  | fee per event: 4 @ 2 = 8.00
          0 0 0 0         | 2   | 1           | 0           | 6.00  | free events: 1 @ 0 = 0.00; fee per event: 3 @ 2 = 6.00
          ''              | 2   | 1           | 0           | 0.00  | ''
          -50 -100 -250 -400 | 2 | 3          | 0           | -7.20 | amount of free events: -400 @ 0 = 0.00; 1.3%: -400 @ 0.013 = -5.20; free events: -3 @ 0 = 0.00; fee per event: -1 @ 2 = -2.00
          """)
  void chargesAPercentOfTheTotalAndAFeePerEvent(
      String events, String fee, long freeEvents, String freeAmount, String price, String lines) {
    PercentagePricing model =
        PercentagePricing.of("1.3")
            .withEventFee(fee)
            .withFreeEvents(freeEvents)
            .withFreeAmount(freeAmount);

    Charge charge = Charges.usd(model, model.usage(amounts(events)));

    assertEquals(price, Charges.amount(charge));
    assertEquals(lines, Charges.lines(charge));
  }

  /**
   * 100, 1000 and 10000 at 1% between 1.75 and 12, without and with a fee of 1, are from lago-api,
   * percentage_service_spec; so is 111 without limits.
   */
  @ParameterizedTest(name = "{0}: {4}")
  @CsvSource(
      nullValues = "-",
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          EVENTS           | FEE | MINIMUM | MAXIMUM | PRICE  | LINES
          100 1000 10000   | 0   | 1.75    | 12      | 23.75  | 1%: 11100 @ 0.01 = 111.00; limits per event: -1 @ 87.25 = -87.25
          100 1000 10000   | 1   | 1.75    | 12      | 25.00  | 1%: 11100 @ 0.01 = 111.00; fee per event: 3 @ 1 = 3.00; limits per event: -1 @ 89 = -89.00
          100 1000 10000   | 0   | -       | -       | 111.00 | 1%: 11100 @ 0.01 = 111.00
          100 1000 10000   | 0   | 1.75    | -       | 111.75 | 1%: 11100 @ 0.01 = 111.00; limits per event: 1 @ 0.75 = 0.75
          100 1000 10000   | 0   | -       | 12      | 23.00  | 1%: 11100 @ 0.01 = 111.00; limits per event: -1 @ 88 = -88.00
          175 1200         | 0   | 1.75    | 12      | 13.75  | 1%: 1375 @ 0.01 = 13.75
          174.99 1200.01   | 0   | 1.75    | 12      | 13.75  | 1%: 1375 @ 0.01 = 13.75
          0                | 0   | 1.75    | 12      | 1.75   | limits per event: 1 @ 1.75 = 1.75
          -100 1000        | 0   | 1.75    | 12      | 8.25   | 1%: 900 @ 0.01 = 9.00; limits per event: -1 @ 0.75 = -0.75
          -100             | 1   | -       | 12      | -2.00  | 1%: -100 @ 0.01 = -1.00; fee per event: -1 @ 1 = -1.00
          """)
  void keepsEachEventBetweenItsLimits(
      String events,
      String fee,
      BigDecimal minimum,
      BigDecimal maximum,
      String price,
      String lines) {
    PercentagePricing model =
        PercentagePricing.of("1").withEventFee(fee).withEventLimits(new Limits(minimum, maximum));

    Charge charge = Charges.usd(model, model.usage(amounts(events)));

    assertEquals(price, Charges.amount(charge));
    assertEquals(lines, Charges.lines(charge));
  }

  @Test
  void pricesOneEventForAScanToAddUp() {
    PercentagePricing model =
        PercentagePricing.of("2.9")
            .withEventFee("0.30")
            .withEventLimits(Limits.NONE.withMaximum(BigDecimal.TEN));

    assertEquals("1.75", model.amountOf(new BigDecimal("50")).toPlainString());
    assertEquals("0.30029", model.amountOf(new BigDecimal("0.01")).toPlainString());
    assertEquals("-1.75", model.amountOf(new BigDecimal("-50")).toPlainString());
    assertEquals(new Events(1, new BigDecimal("10")), model.events(amounts("400")));
    assertEquals(new Events(-1, new BigDecimal("-10")), model.events(amounts("-400")));
    assertEquals(new Events(1, new BigDecimal("0.3")), model.events(amounts("0")));
    assertEquals(model.events(amounts("7 7.0 9 -9")), model.events(List.of(), counted()));
    assertEquals("1.75", model.eventPrice().orElseThrow().of(new BigDecimal("50")).toPlainString());
    assertEquals(Usage.of("0"), model.usage(List.of()));
  }

  private static Map<BigDecimal, Long> counted() {
    return Map.of(new BigDecimal("7"), 2L, new BigDecimal("9"), 1L, new BigDecimal("-9"), 1L);
  }

  @ParameterizedTest(name = "{0}, {1} free up to {2}: {5}")
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      textBlock =
          """
          100 1000 10000 | 1 | 0    | 1.75 | 12 | 22.00  | amount of free events: 100 @ 0 = 0.00; 1%: 11000 @ 0.01 = 110.00; free events: 1 @ 0 = 0.00; limits per event: -1 @ 88 = -88.00
          100 1000 10000 | 3 | 0    | 1.75 | 12 | 0.00   | amount of free events: 11100 @ 0 = 0.00; free events: 3 @ 0 = 0.00
          100 1000 10000 | 2 | 150  | 1.75 | 12 | 21.50  | amount of free events: 150 @ 0 = 0.00; 1%: 10950 @ 0.01 = 109.50; free events: 1 @ 0 = 0.00; limits per event: -1 @ 88 = -88.00
          100 60 10000   | 2 | 150  | 1.75 | 12 | 13.75  | amount of free events: 150 @ 0 = 0.00; 1%: 10010 @ 0.01 = 100.10; free events: 1 @ 0 = 0.00; limits per event: -1 @ 86.35 = -86.35
          -100 -60 100   | 2 | 150  | 1.75 | 12 | 0.00   | amount of free events: -150 @ 0 = 0.00; 1%: 90 @ 0.01 = 0.90; free events: -1 @ 0 = 0.00; limits per event: -1 @ 0.9 = -0.90
          """)
  void freeEventsHaveNoLimits(
      String events,
      long freeEvents,
      String freeAmount,
      BigDecimal minimum,
      BigDecimal maximum,
      String price,
      String lines) {
    PercentagePricing model =
        PercentagePricing.of("1")
            .withFreeEvents(freeEvents)
            .withFreeAmount(freeAmount)
            .withEventLimits(new Limits(minimum, maximum));

    Charge charge = Charges.usd(model, model.usage(amounts(events)));

    assertEquals(lines, Charges.lines(charge));
    assertEquals(price, Charges.amount(charge));
  }

  @Test
  void asksForNoMoreOfEventsThanItNeeds() {
    PercentagePricing plain = PercentagePricing.of("1");
    PercentagePricing limited = plain.withEventLimits(Limits.NONE.withMinimum(BigDecimal.ONE));

    assertEquals(EventDetail.NONE, plain.eventDetail());
    assertEquals(EventDetail.COUNT, plain.withEventFee("1").eventDetail());
    assertEquals(EventDetail.FIRST, plain.withEventFee("1").withFreeEvents(1).eventDetail());
    assertEquals(EventDetail.FIRST, plain.withFreeEvents(1).eventDetail());
    assertEquals(EventDetail.AMOUNT, limited.eventDetail());
    assertEquals(Optional.empty(), plain.withEventFee("1").eventPrice());
    assertEquals("8.00", Charges.amount(Charges.usd(plain, "800")));
    assertEquals("0.00", Charges.amount(Charges.usd(limited, new Usage(Map.of()))));
  }

  @Test
  void neverTakesUnknownEventsForNone() {
    PercentagePricing counting = PercentagePricing.of("1").withEventFee("1");
    PercentagePricing limited = counting.withEventLimits(Limits.NONE.withMinimum(BigDecimal.ONE));
    Usage counted = Usage.of("800").withEvents(Events.counted(4));

    assertRefused(
        "the price asks for the number of events, but the usage of 800 does not say it; "
            + "meter it with its events",
        () -> counting.rate(Usage.of("800.00")));
    assertRefused(
        "the first events are free, but it is not said what they came to; say the amounts of the "
            + "events in the order of time, or meter them with a count or a sum",
        () -> counting.withFreeEvents(1).rate(counted));
    assertRefused(
        "the price limits what each event costs, but the events were only counted; "
            + "meter them with the price of each",
        () -> limited.rate(counted));
  }

  @Test
  void isAdjustedByPercentWithItsFeeButNotItsLimits() {
    Limits limits = new Limits(BigDecimal.ONE, BigDecimal.TEN);
    PercentagePricing model =
        PercentagePricing.of("2").withEventFee("0.50").withEventLimits(limits);

    assertEquals(
        PercentagePricing.of("1.7").withEventFee("0.425").withEventLimits(limits),
        model.scaled(new BigDecimal("0.85")));
    assertThrows(IllegalArgumentException.class, () -> model.raised(BigDecimal.ONE));
    assertThrows(IllegalArgumentException.class, () -> model.overridden(BigDecimal.ONE));
  }

  @Test
  void refusesWhatCannotBeSaidWithoutTheOrderOfEvents() {
    String message =
        "limits per event cannot stand beside a free amount alone: which events are free would "
            + "depend on the order of all of them; say how many may be free, too";
    PercentagePricing limited =
        PercentagePricing.of("1")
            .withEventFee("1")
            .withEventLimits(new Limits(null, BigDecimal.ONE));

    assertRefused(message, () -> limited.withFreeAmount("0.01"));
  }

  @Test
  void refusesNumbersOutOfRange() {
    PercentagePricing model = PercentagePricing.of("1");

    assertRefused("percent -1 is negative", () -> PercentagePricing.of("-1"));
    assertRefused("fee per event -1 is negative", () -> model.withEventFee("-1"));
    assertRefused("free events -1 is negative", () -> model.withFreeEvents(-1));
    assertRefused("free amount -1 is negative", () -> model.withFreeAmount("-1"));
    assertRefused(
        "percent as a fraction 1E-19 has more than 18 decimals",
        () -> PercentagePricing.of("0.00000000000000001"));
  }

  private static List<BigDecimal> amounts(String events) {
    return Arrays.stream(events.split(" ", -1))
        .filter(event -> !event.isEmpty())
        .map(BigDecimal::new)
        .toList();
  }

  private static void assertRefused(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }
}
