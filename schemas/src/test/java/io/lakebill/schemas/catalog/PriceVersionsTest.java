package io.lakebill.schemas.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.model.UnitPricing;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceVersionsTest {

  private static final String CATALOG =
      """
      meters: [{ id: calls, event_name: call, aggregation: count, dimensions: [region] }]
      pricing_units: [{ id: CCU }]
      plans:
        - id: pro
          currency: USD
          cadence: monthly
          charges: [{ id: c, %s }]
      """;

  private static final String TWO =
      """
      type: %s, prices: [
        { from: 2026-01-01, price: { model: unit, unit_amount: "0.20" } },
        { from: 2026-07-01, price: { model: unit, unit_amount: "0.25" } } ]
      """;

  @TempDir Path directory;

  @ParameterizedTest(name = "a period that starts on {0} costs {1} a unit")
  @CsvSource({
    "2025-12-31, 0.2",
    "2026-01-01, 0.2",
    "2026-06-30, 0.2",
    "2026-07-01, 0.25",
    "2027-01-01, 0.25"
  })
  void aPeriodHasThePriceThatIsInForceOnItsFirstDay(LocalDate start, String unitAmount) {
    UsageCharge usage = assertInstanceOf(UsageCharge.class, charge("usage, meter: calls"));
    CountedCharge seats = assertInstanceOf(CountedCharge.class, charge("counter, counter: seat"));
    CountedCharge desks = assertInstanceOf(CountedCharge.class, charge("object, objects: desk"));

    assertEquals(
        List.of(unitAmount, unitAmount, unitAmount),
        List.of(
            unitAmount(usage.price(start)),
            unitAmount(seats.price(start)),
            unitAmount(desks.price(start))));
  }

  @Test
  void whatStandsBesidePricesIsPartOfEach() {
    PlanCharge charge = charge("usage, meter: calls, cap: \"5\"");

    assertEquals(
        List.of(new BigDecimal("5"), new BigDecimal("5")),
        assertInstanceOf(UsageCharge.class, charge).prices().versions().stream()
            .map(version -> version.price().limits().maximum())
            .toList());
  }

  @Test
  void aRampsPriceStandsInsteadOfPricesAndTheOtherWayRound() {
    Catalog catalog =
        Catalogs.of(
            directory,
            CATALOG.formatted(TWO.formatted("usage, meter: calls"))
                + """
                    ramps:
                      - { periods: 1, charges: [{ id: c, price: { model: unit, unit_amount: "0.05" } }] }
                      - { periods: 1, charges: [{ id: c, prices: [{ from: 2026-02-01, price: { model: unit, unit_amount: "0.10" } }] }] }
                """);

    Plan plan = catalog.plan("pro").orElseThrow();
    assertEquals(
        List.of("0.05", "0.1"),
        plan.terms().phases().stream()
            .map(phase -> ((UsageCharge) phase.value().charges().get(0)).price())
            .map(PriceVersionsTest::unitAmount)
            .toList());
    assertEquals(catalog, CatalogReader.fromJson(catalog.toJson()));
  }

  @Test
  void usageMayHaveThePriceOfItsDay() {
    String ramp =
        """
            ramps: [{ periods: 1, charges: [{ id: c, price: { model: unit, unit_amount: "0.05" } }] }]
        """;
    Catalog catalog =
        Catalogs.of(directory, byEventDate(TWO.formatted("usage, meter: calls")) + ramp);

    Plan plan = catalog.plan("pro").orElseThrow();
    UsageCharge usage = assertInstanceOf(UsageCharge.class, plan.charges().get(0));
    assertEquals(List.of("segment:2026-01-01,2026-07-01"), usage.dimensions());
    assertEquals(
        usage.dimensions(),
        assertInstanceOf(UsageCharge.class, plan.terms().phases().get(0).value().charges().get(0))
            .dimensions());
    assertEquals(catalog, CatalogReader.fromJson(catalog.toJson()));
    assertEquals(
        List.of(),
        assertInstanceOf(
                UsageCharge.class,
                Catalogs.of(directory, CATALOG.formatted(TWO.formatted("usage, meter: calls")))
                    .plan("pro")
                    .orElseThrow()
                    .charges()
                    .get(0))
            .dimensions());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          count                        |
          sum, property: n             |
          max, property: n             | : price_by: event_date splits a period where the price changes, and a max of meter 'calls' is not the sum of its parts; count, sum and what is counted per window are. Price by period_start, or put the charge into a plan that does
          max, property: n, window: day | : price_by: event_date splits a period where the price changes, and a max of meter 'calls' is not the sum of its parts; count, sum and what is counted per window are. Price by period_start, or put the charge into a plan that does
          historical_sum, property: n  | : price_by: event_date splits a period where the price changes, and a historical_sum of meter 'calls' is not the sum of its parts; count, sum and what is counted per window are. Price by period_start, or put the charge into a plan that does
          """)
  void refusesThePriceOfItsDayForWhatDoesNotAddUp(String aggregation, String problem) {
    String catalog =
        byEventDate(TWO.formatted("usage, meter: calls"))
            .replace("aggregation: count", "aggregation: " + aggregation);

    assertEquals(
        problem == null ? List.of() : List.of("plans/pro/charges/c/prices" + problem),
        problems(catalog));
  }

  @Test
  void refusesThePriceOfItsDayForEventsThatAreFreeOneByOne() {
    String price = "price: { model: percentage, percent: \"1\", free_events: 3 }";
    String charge =
        "type: usage, meter: calls, prices: [{ from: 2026-01-01, %1$s }, { from: 2026-07-01, %1$s }]"
            .formatted(price);

    assertEquals(
        List.of(
            "plans/pro/charges/c/prices: events that are free or limited one by one cannot have the"
                + " price of their day; leave out free events and limits per event, or price by"
                + " period_start"),
        problems(byEventDate(charge)));
  }

  private static String byEventDate(String charge) {
    return CATALOG
        .formatted(charge)
        .replace("  currency:", "  price_by: event_date\n    currency:");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          from: 2026-01-01 | model: unit, unit_amount: "1" | /prices: the price from 2026-01-01 stands after the one from 2026-01-01; prices stand in the order of their dates
          from: 2025-12-31 | model: unit, unit_amount: "1" | /prices: the price from 2025-12-31 stands after the one from 2026-01-01; prices stand in the order of their dates
          from: 2026-02-30 | model: unit, unit_amount: "1" | /prices/1/from: '2026-02-30' is no date
          from: soon       | model: unit, unit_amount: "1" | /prices/1/from: 'soon' is not a date such as 2026-01-31
          from: 2026-07-01 | model: unit, unit_amount: "1", currency: CCU | /prices: the price from 2026-07-01 is in CCU, and the one before in USD; all prices of a charge have one unit
          from: 2026-07-01 | model: grouped, dimensions: [region], price: { model: unit, unit_amount: "1" } | /prices: the price from 2026-07-01 splits usage by region, and the one before by nothing; usage is split before its price is known
          from: 2026-07-01 | model: percentage, percent: "1", free_events: 3 | /prices: the price from 2026-07-01 leaves other events free than the one before; which are free is found before the price is known
          from: 2026-07-01 | model: percentage, percent: "1", event_minimum: "2" | /prices: the price from 2026-07-01 limits what each event costs where the one before does not, or the other way round; whether events are looked at one by one is settled before the price is known
          from: 2026-07-01 | model: grouped, dimensions: [zone], price: { model: unit, unit_amount: "1" } | /prices/1/price/dimensions/0: 'zone' is not a dimension of meter 'calls'; its dimensions: region
          from: 2026-07-01 | model: unit, unit_amount: "1", minimum: "5", cap: "4" | /prices/1/price: minimum 5 is above the maximum 4
          """)
  void refusesVersionsThatDifferInMoreThanAmounts(String from, String price, String problem) {
    String charge =
        """
        type: usage, meter: calls, prices: [
          { from: 2026-01-01, price: { model: unit, unit_amount: "0.20" } },
          { %s, price: { %s } } ]
        """
            .formatted(from, price);

    assertEquals(List.of("plans/pro/charges/c" + problem), problems(CATALOG.formatted(charge)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          type: counter, counter: seat                                        | : 'price' is missing
          type: object, objects: desk                                         | : 'price' is missing
          type: object, objects: desk, prices: []                             | /prices: must have at least 1 items but found 0
          type: counter, counter: seat, prices: [{ price: { model: event_amount } }] | /prices/0: 'from' is missing
          type: counter, counter: seat, prices: [{ from: 2026-01-01 }]        | /prices/0: 'price' is missing
          type: usage, meter: calls, dimensions: [region], prices: [{ from: 2026-01-01, price: { model: event_amount } }] | : 'dimensions' stand in the price, where there is one; leave them out here
          type: usage, meter: calls, cap: "1", prices: [{ from: 2026-01-01, price: { model: event_amount, cap: "2" } }] | : 'cap' stands in the charge and in its price; leave one out
          type: usage, meter: calls, price: { model: event_amount }, prices: [{ from: 2026-01-01, price: { model: event_amount } }] | : 'price' and 'prices' stand beside each other; leave one out
          """)
  void refusesAChargeWhosePricesAreNotSaid(String charge, String problem) {
    assertEquals(List.of("plans/pro/charges/c" + problem), problems(CATALOG.formatted(charge)));
  }

  private PlanCharge charge(String type) {
    Catalog catalog = Catalogs.of(directory, CATALOG.formatted(TWO.formatted(type)));
    return catalog.plan("pro").flatMap(plan -> plan.charge("c")).orElseThrow();
  }

  private List<String> problems(String yaml) {
    return Catalogs.problems(directory, yaml).stream()
        .map(problem -> problem.replaceFirst("catalog.yaml:\\d+: ", ""))
        .toList();
  }

  private static String unitAmount(Price price) {
    return assertInstanceOf(UnitPricing.class, price.model()).unitAmount().toPlainString();
  }
}
