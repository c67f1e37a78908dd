package io.lakebill.schemas.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.schemas.document.InvalidDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogProblemsTest {

  /** Line 6 is the charge under test. */
  private static final String PLAN =
      """
      meters: [{ id: calls, event_name: call, aggregation: count, dimensions: [region] }]
      plans:
        - id: pro
          currency: USD
          cadence: monthly
          charges: [{ id: c, %s }]
      """;

  @TempDir Path directory;

  @Test
  void reportsEverythingThatIsWrongWithFileLineAndPath() {
    assertEquals(
        List.of(
            "catalog.yaml:7: plans/pro/cadence: 'montly' is not one of daily, weekly, biweekly, monthly,"
                + " quarterly, semiannual, annual",
            "catalog.yaml:11: plans/pro/charges/calls/meter: unknown meter 'api_cals'; known:"
                + " api_calls, tokens"),
        Catalogs.problems(
            directory,
            """
            meters:
              - { id: api_calls, event_name: api_call, aggregation: count }
              - { id: tokens, event_name: completion, aggregation: sum, property: tokens }
            plans:
              - id: pro
                currency: USD
                cadence: montly
                charges:
                  - id: calls
                    type: usage
                    meter: api_cals
                    price: { model: unit, unit_amount: "0.10" }
            """));
  }

  @Test
  void listsEveryProblemInItsMessage() throws IOException {
    Path file = Files.writeString(directory.resolve("catalog.yaml"), "meter: []\nplan: []\n");

    var error = assertThrows(InvalidDocuments.class, () -> CatalogReader.read(file));

    assertEquals(
        file
            + ":1: meter: unknown field 'meter'; known: meters, entitlements, pricing_units, products, plan_templates, plans\n"
            + file
            + ":2: plan: unknown field 'plan'; known: meters, entitlements, pricing_units, products, plan_templates, plans",
        error.getMessage());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          type: recurring, amount: 49.00       | c/amount: 49.00 must be text; quote it: "49.00"
          type: recurring, amount: 5           | c/amount: 5 must be text; quote it: "5"
          type: recurring, amount: "4,9"       | c/amount: '4,9' is not a decimal number in quotes, such as "0.10", with at most 20 digits before and 18 after the point
          type: recurring, amount: "1", evry: 1| c/evry: unknown field 'evry'; known: id, name, type, amount, quantity, currency, timing, every, cadence, product, tax, entitlement
          type: recurring, amount: "1", every: "2" | c/every: '2' must be a whole number, without quotes
          type: recurring, amount: "1", every: 0 | c/every: must have a minimum value of 1
          type: recurring                      | c: 'amount' is missing
          type: rent                           | c/type: 'rent' is not one of usage, recurring, one_time, counter, object, composite
          name: Nothing                        | c: 'type' is missing
          type: composite, percent: "10", of: [d] | c/of/0: unknown charge 'd'; known: c
          type: composite, percent: "10", of: [c] | c/of/0: a composite charge cannot be computed from itself
          type: composite, percent: "10", minimum: "5", of: [d] | c/of/0: unknown charge 'd'; known: c
          type: usage, meter: calls, minimum: "5" | c: 'minimum' belongs to a price, and this charge has none
          type: usage, meter: calls, included_units: "5" | c: 'included_units' belongs to a price, and this charge has none
          type: usage, meter: calls, dimensions: [zone] | c/dimensions/0: 'zone' is not a dimension of meter 'calls'; its dimensions: region
          type: usage, meter: calls, dimensions: [region], price: { model: unit, unit_amount: "1" } | c: 'dimensions' stand in the price, where there is one; leave them out here
          type: composite, of: []              | c: 'percent' is missing; c/of: must have at least 1 items but found 0
          """)
  void reportsAWrongCharge(String charge, String problems) {
    assertEquals(onTheCharge(problems), Catalogs.problems(directory, PLAN.formatted(charge)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          model: flat                                                   | /model: 'flat' is not one of unit, tiered, bulk, package, matrix, stair_step, percentage, graduated_percentage, grouped, per_window, window_maximum, event_amount
          model: unit, unit_amount: "1", currency: EUR                  | : an amount in EUR cannot stand in a plan in USD; EUR is no pricing unit either
          model: unit, unit_amount: "1", minimum: "5", cap: "4"         | : minimum 5 is above the maximum 4
          model: unit, unit_amount: "1", tiers: []                      | /tiers: unknown field 'tiers'; known: model, currency, conversion, included_units, commitment, overage_factor, minimum, cap, unit_amount
          model: matrix, dimensions: [region], cells: [], included_units: "5" | : a matrix cannot include units: which of its cells would be free is not said; price a group of cells of its own, or use grouped pricing
          model: grouped, dimensions: [region], price: { model: unit, unit_amount: "1", cap: "5" } | /price/cap: 'cap' stands beside the outer model
          model: grouped, dimensions: [zone], price: { model: unit, unit_amount: "1" } | /dimensions/0: 'zone' is not a dimension of meter 'calls'; its dimensions: region
          model: grouped, dimensions: [region], price: { model: event_amount } | /price/model: 'event_amount' is not one of unit, tiered, bulk, package, stair_step, percentage, graduated_percentage
          model: per_window, price: { model: unit, unit_amount: "1" }   | : meter 'calls' has no 'window' that this price could count by
          model: unit, unit_amount: "1", commitment: "9", commitment_by_hour: [] | /commitment_by_hour: unknown field 'commitment_by_hour'; known: model, currency, conversion, included_units, commitment, overage_factor, minimum, cap, unit_amount
          model: unit, unit_amount: "1", overage_factor: "2"            | : 'overage_factor' needs a 'commitment' beside it
          model: unit, unit_amount: "1", commitment: "9", overage_factor: "0.5" | : overage factor 0.5 is less than 1; what gets cheaper as it grows is priced by tiers
          model: grouped, dimensions: [region], true_up: true, price: { model: unit, unit_amount: "1" } | : 'true_up' needs a 'commitment' beside it
          model: grouped, dimensions: [region], price: { model: unit, unit_amount: "1", commitment: "5" } | /price/commitment: 'commitment' stands beside the outer model
          model: stair_step, steps: [{ last_unit: "5", amount: "1" }]   | : the last tier ends at 5 but must be open
          model: unit, unit_amount: 0.1                                 | /unit_amount: 0.1 must be text; quote it: "0.1"
          model: tiered, tiers: [{ last_unit: "5", unit_amount: "1" }]  | : the last tier ends at 5 but must be open
          model: bulk, tiers: [{ unit_amount: "1" }, { unit_amount: "2" }] | : tier 1 is open, but tier 2 follows it
          model: bulk, tiers: [{ last_unit: "5", unit_amount: "1" }, { last_unit: "5", unit_amount: "1" }, { unit_amount: "2" }] | : tier bound 5 is not above 5
          model: tiered, tiers: [{ last_unit: "0", unit_amount: "1" }, { unit_amount: "2" }] | /tiers/0: tier bound 0 is not above 0
          model: package, package_size: "0", package_amount: "1"        | : package size 0 is not above 0
          model: matrix, dimensions: [zone], cells: []                  | /dimensions/0: 'zone' is not a dimension of meter 'calls'; its dimensions: region
          model: matrix, dimensions: [region], cells: [{ zone: a, unit_amount: "1" }] | : cell zone=a: zone is not one of [region]
          """)
  void reportsAPriceThatCannotBe(String price, String problem) {
    String charge = "type: usage, meter: calls, price: { " + price + " }";

    assertEquals(
        onTheCharge("c/price" + problem), Catalogs.problems(directory, PLAN.formatted(charge)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          currency: XYZ | /currency: unknown currency XYZ
          currency: XAU | /currency: currency XAU has no minor unit and cannot be billed
          currency: usd | /currency: 'usd' is not an ISO 4217 currency code of three capital letters
          currency: USD, entitlements: [sso] | /entitlements/0: unknown entitlement 'sso'; known: none
          currency: USD, trial_days: -1 | /trial_days: must have a minimum value of 0
          """)
  void reportsAWrongPlan(String terms, String problem) {
    assertEquals(
        List.of("catalog.yaml:1: plans/p" + problem),
        Catalogs.problems(directory, "plans: [{ id: p, cadence: annual, " + terms + " }]"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          aggregation: sum                             | : 'property' is missing
          aggregation: sql                             | : 'sql' is missing
          name: No aggregation                         | : 'aggregation' is missing
          aggregation: total                           | /aggregation: 'total' is not one of count, sum, min, max, average, unique_count, latest, last_in_history, historical_sum, time_weighted_sum, weighted_sum, prorated_sum, prorated_unique_count, sql
          aggregation: count, sql: count(*)            | : aggregation count takes no 'sql'
          aggregation: historical_sum, property: a, window: hour | : aggregation historical_sum takes no 'window'; count, sum, min, max, average, unique_count, latest do
          aggregation: prorated_unique_count           | : 'property' is missing
          aggregation: prorated_unique_count, property: a, window: day | : aggregation prorated_unique_count takes no 'window'; count, sum, min, max, average, unique_count, latest do
          aggregation: unique_count, property: a, operation: { property: b, add: c, remove: d }, window: day | : aggregation unique_count with an 'operation' takes no 'window'; count, sum, min, max, average, unique_count, latest do
          aggregation: max, property: a, window: month | /window: 'month' is not one of hour, day
          aggregation: max, property: a, window: day, dimensions: [window] | : 'window' is the dimension of the windows; no other can have that name
          aggregation: max, property: a, window: day, dimensions: [{ name: window, expression: subject }] | : 'window' is the dimension of the windows; no other can have that name
          aggregation: count, dimensions: [a, { name: a, expression: subject }] | : two dimensions have one name
          aggregation: count, dimensions: [{ name: a }] | /dimensions/0: 'expression' is missing
          aggregation: count, dimensions: [{ expression: subject }] | /dimensions/0: 'name' is missing
          aggregation: count, dimensions: [{ name: a, expression: ' ' }] | /dimensions/0/expression: ' ' is not a SQL expression over the columns event_id, source, event_name, subject, event_time and properties['name'].
          aggregation: count, dimensions: [{ name: a, expression: subject, sql: b }] | /dimensions/0/sql: unknown field 'sql'; known: name, expression
          aggregation: count, dimensions: [7] | /dimensions/0: 7 must be text; quote it: "7"
          aggregation: sum, property: a, operation: { property: b, add: c, remove: d } | : aggregation sum takes no 'operation'; unique_count and prorated_unique_count do
          aggregation: prorated_sum, property: a, operation: { property: b, add: c, remove: d } | : aggregation prorated_sum takes no 'operation'; unique_count and prorated_unique_count do
          aggregation: unique_count, property: a, operation: { property: b, add: c, remove: c } | : add and remove are both 'c'
          aggregation: unique_count, property: a, operation: { property: b, add: c } | /operation: 'remove' is missing
          aggregation: count, max_dimension_values: 0  | /max_dimension_values: must have a minimum value of 1
          aggregation: count, conversion: { factor: "0" } | /conversion: conversion factor 0 is not above 0
          aggregation: count, where: [{ property: a, operator: eq }] | /where/0: 'value' is missing
          aggregation: count, where: [{ property: a, operator: exists, value: b }] | /where/0: exists takes no value
          aggregation: count, where: [{ property: a, operator: gt, value: [a, b] }] | /where/0: gt takes one value, not 2; use in or not_in
          aggregation: count, where: [{ property: a, operator: gt, value: b }] | /where/0: gt compares numbers, and 'b' is none with at most 20 digits before and 18 after the point
          aggregation: count, profiles: [{ id: a, aggregation: count }] | /aggregation: unknown field 'aggregation'; known: id, name, event_name, profiles, filter, where, dimensions, max_dimension_values, conversion, hidden
          profiles: [{ id: a, aggregation: count }, { id: a, aggregation: count }] | /profiles/a: profile 'a' is defined twice; the first is at catalog.yaml:1
          """)
  void reportsAWrongMeter(String meter, String problem) {
    assertEquals(
        List.of("catalog.yaml:1: meters/m" + problem),
        Catalogs.problems(directory, "meters: [{ id: m, event_name: e, " + meter + " }]"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          { id: x, type: composite, percent: "10", of: [usd, ccu] }                  | : charge ccu is in CCU, but the composite in USD; list charges of one pricing unit
          { id: x, type: composite, percent: "10", of: [usd], currency: CCU }        | : charge usd is in USD, but the composite in CCU; list charges of one pricing unit
          { id: x, type: composite, percent: "-101", of: [usd] }                     | /charges/x: percent -101 takes away more than there is; -100 is all
          { id: x, type: composite, percent: "1", quantity: "2", of: [usd] }         | /charges/x: composite quantity 2 is neither 1 nor 0, which switches it off
          { id: x, type: recurring, amount: "1", currency: XCU }                     | /charges/x: an amount in XCU cannot stand in a plan in USD; XCU is no pricing unit either
          { id: x, type: one_time, amount: "1" }], ramps: [{ periods: 1, charges: [{ id: y, amount: "1" }] } | /ramps/0/charges/y/id: unknown charge 'y'; known: usd, ccu, x
          { id: x, type: one_time, amount: "1" }], ramps: [{ periods: 0 }            | /ramps/0/periods: must have a minimum value of 1
          { id: x, type: usage, meter: m, price: { model: unit, unit_amount: "1" } }], ramps: [{ periods: 1, charges: [{ id: x, price: { model: matrix, dimensions: [region], cells: [], default_unit_amount: "2" } }] } | /ramps/0: charge x: the price after the ramp splits usage by nothing, and the one before by region; usage is split before its price is known
          { id: x, type: one_time, amount: "1" }], overage: [{ unit: XCU, unit_amount: "1" } | /overage/0/unit: unknown pricing unit 'XCU'; known: CCU
          """)
  void reportsTermsThatDoNotGoTogether(String end, String problem) {
    String catalog =
        """
        pricing_units: [{ id: CCU }]
        meters: [{ id: m, event_name: e, aggregation: count, dimensions: [region] }]
        plans: [{ id: p, currency: USD, cadence: annual, charges: [
          { id: usd, type: recurring, amount: "1" },
          { id: ccu, type: recurring, amount: "1", currency: CCU },
          %s] }]
        """;

    List<String> problems = Catalogs.problems(directory, catalog.formatted(end));

    assertEquals(1, problems.size(), problems::toString);
    assertEquals("plans/p" + problem, problems.get(0).replaceFirst("catalog.yaml:\\d+: ", ""));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          hour | commitment_by_hour: [{ from: 9, until: 17, commitment: "2" }]                   | : commitments by the hour need a commitment beside them, which all other hours have
          hour | commitment: "1", commitment_by_hour: []                                         | /commitment_by_hour: must have at least 1 items but found 0
          hour | commitment: "1", commitment_by_hour: [{ from: 22, until: 6, commitment: "2" }]  | /commitment_by_hour/0: there are no hours from 22 until 6; a day has those from 0 until 24, and a part that goes over midnight is two
          hour | commitment: "1", commitment_by_hour: [{ from: 9, until: 25, commitment: "2" }]  | /commitment_by_hour/0/until: must have a maximum value of 24
          hour | commitment: "1", commitment_by_hour: [{ from: 9, until: 17, commitment: 2 }]    | /commitment_by_hour/0/commitment: 2 must be text; quote it: "2"
          hour | commitment: "1", commitment_by_hour: [{ from: 9, until: 17, commitment: "2" }, { from: 16, until: 18, commitment: "3" }] | : hour 16 has two commitments
          day  | commitment: "1", commitment_by_hour: [{ from: 9, until: 17, commitment: "2" }]  | /commitment_by_hour: the windows of meter 'calls' are days; commitments by the hour need one with 'window: hour'
          """)
  void reportsWrongCommitmentsByTheHour(String window, String commitments, String problem) {
    String catalog =
        """
        meters: [{ id: calls, event_name: call, aggregation: count, window: %s }]
        plans: [{ id: p, currency: USD, cadence: annual, charges: [
          { id: c, type: usage, meter: calls, price: { model: per_window, price: { model: unit, unit_amount: "1" }, %s } } ] }]
        """;

    assertEquals(
        List.of("catalog.yaml:3: plans/p/charges/c/price" + problem),
        Catalogs.problems(directory, catalog.formatted(window, commitments)));
  }

  @Test
  void asksForTheProfileOfAMeterThatHasSome() {
    assertEquals(
        List.of(
            "catalog.yaml:5: plans/p/charges/c/meter: meter 'm' has profiles; name one of m.a, m.b"),
        Catalogs.problems(
            directory,
            """
            meters:
            - { id: m, event_name: e, profiles: [{ id: a, aggregation: count }, { id: b, aggregation: count }] }
            plans:
            - { id: p, currency: USD, cadence: annual, charges: [
                { id: c, type: usage, meter: m, price: { model: unit, unit_amount: "1" } } ] }
            """));
  }

  @Test
  void reportsIdsThatAreDefinedTwiceAcrossDocuments() throws IOException {
    Files.writeString(
        directory.resolve("a.yaml"), "plans: [{ id: p, currency: USD, cadence: annual }]");
    Files.writeString(
        directory.resolve("b.yaml"),
        "\nplans: [{ id: p, currency: USD, cadence: annual, charges: [\n"
            + "  { id: c, type: one_time, amount: \"1\" }, { id: c, type: one_time, amount: \"1\" }]}]");

    var error = assertThrows(InvalidDocuments.class, () -> CatalogReader.read(directory));

    assertEquals(
        directory.resolve("b.yaml")
            + ":2: plans/p: plan 'p' is defined twice; the first is at "
            + directory.resolve("a.yaml")
            + ":1",
        error.getMessage());
  }

  @Test
  void refusesInARampWhatItsChargeDoesNotHave() {
    assertEquals(
        List.of(
            "catalog.yaml:7: plans/pro/ramps/0/charges/c/price: unknown field 'price'; known: id,"
                + " name, type, amount, quantity, currency, timing, every, cadence, product, tax,"
                + " entitlement"),
        Catalogs.problems(
            directory,
            PLAN.formatted("type: recurring, amount: \"1\"")
                + "    ramps: [{ periods: 1, charges: [{ id: c, price: { model: event_amount } }] }]\n"));
  }

  @Test
  void refusesARuleOverNoProperty() {
    assertEquals(
        List.of(
            "catalog.yaml:1: meters/m/where/0/property: '' is not the name of a property as events"
                + " have it, without white space before or after it; or a list of names that lead"
                + " into nested objects"),
        Catalogs.problems(
            directory,
            "meters: [{ id: m, event_name: e, aggregation: count, where: [{ property: \"\", operator:"
                + " exists }] }]"));
  }

  @Test
  void reportsEveryFileOfADirectoryThatCannotBeParsed() throws IOException {
    Files.writeString(directory.resolve("a.yaml"), "plans: [");
    Files.writeString(directory.resolve("b.json"), "{");

    var error = assertThrows(InvalidDocuments.class, () -> CatalogReader.read(directory));

    assertEquals(2, error.problems().size());
  }

  @Test
  void saysThatAPathIsMissing() {
    Path absent = directory.resolve("absent");

    var error = assertThrows(InvalidDocuments.class, () -> CatalogReader.read(absent));

    assertEquals(absent + ": no such file or directory", error.getMessage());
  }

  private static List<String> onTheCharge(String problems) {
    return List.of(problems.split("; (?=c)")).stream()
        .map(problem -> "catalog.yaml:6: plans/pro/charges/" + problem)
        .toList();
  }
}
