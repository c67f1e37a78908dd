package io.lakebill.schemas.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What charges name: products, tax rates and entitlements. */
class ProductsTest {

  private static final String CATALOG =
      """
      meters: [{ id: m, event_name: e, aggregation: count }]
      entitlements: [{ id: help }]
      pricing_units: [{ id: CCU }]
      products:
        - { id: database, name: Cloud Database, unit: CCU }
        - { id: desk, unit: EUR }
        - { id: any }
      plans: [{ id: p, currency: USD, cadence: monthly, %s }]
      """;

  private static final String CHARGES =
      """
      tax: standard, charges: [
        { id: usage, type: usage, meter: m, price: { model: unit, unit_amount: "1" }, %s },
        { id: counter, type: counter, counter: k, price: { model: unit, unit_amount: "1" }, %s },
        { id: object, type: object, objects: k, price: { model: unit, unit_amount: "1" }, %s },
        { id: recurring, type: recurring, amount: "1", %s },
        { id: one_time, type: one_time, amount: "1", %s },
        { id: composite, type: composite, percent: "1", of: [usage], %s } ]
      """;

  @TempDir Path directory;

  @Test
  void amountsOfAProductAreInItsUnit() {
    Plan plan = plan("product: database");

    for (PlanCharge charge : plan.charges()) {
      assertEquals(Optional.of("database"), charge.product(), charge::id);
      assertEquals("CCU", unitOf(charge), charge::id);
    }
  }

  @Test
  void aProductWithoutAUnitLeavesItToTheCharge() {
    for (PlanCharge charge : plan("product: any").charges()) {
      assertEquals(Optional.of("any"), charge.product(), charge::id);
      assertEquals("USD", unitOf(charge), charge::id);
    }
  }

  @Test
  void aChargeHasTheTaxOfItsPlanUnlessItNamesOne() {
    Plan plan = plan("entitlement: help");
    Plan other = plan("tax: reduced");

    assertEquals(Optional.of("standard"), plan.taxRate());
    for (PlanCharge charge : plan.charges()) {
      assertEquals(Optional.of("standard"), charge.tax(), charge::id);
      assertEquals(Optional.of("help"), charge.entitlement(), charge::id);
      assertEquals(Optional.empty(), charge.product(), charge::id);
    }
    other.charges().forEach(c -> assertEquals(Optional.of("reduced"), c.tax(), c::id));
  }

  @Test
  void aCatalogHasProducts() {
    Catalog catalog = Catalogs.of(directory, CATALOG.formatted("charges: []"));

    Product database = catalog.product("database").orElseThrow();
    assertEquals("Cloud Database", database.name());
    assertEquals("CCU", database.pricingUnit().orElseThrow().code());
    assertEquals("any", catalog.product("any").orElseThrow().name());
    assertEquals(Optional.empty(), catalog.product("any").orElseThrow().pricingUnit());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          type: recurring, amount: "1", product: disk            | /product: unknown product 'disk'; known: database, desk, any
          type: recurring, amount: "1", product: desk            | : product 'desk' is sold in EUR and cannot stand in a plan in USD
          type: one_time, amount: "1", product: database, currency: USD | : an amount in USD cannot be of product 'database', which is sold in CCU
          type: usage, meter: m, product: database, price: { model: unit, unit_amount: "1", currency: USD } | /price: an amount in USD cannot be of product 'database', which is sold in CCU
          type: counter, counter: k, product: database, price: { model: unit, unit_amount: "1", currency: USD } | /price: an amount in USD cannot be of product 'database', which is sold in CCU
          type: composite, percent: "1", of: [other], product: database, currency: USD | : an amount in USD cannot be of product 'database', which is sold in CCU
          type: recurring, amount: "1", entitlement: sso         | /entitlement: unknown entitlement 'sso'; known: help
          type: recurring, amount: "1", tax: "19 %"              | /tax: '19 %' is not the id of a tax rate, or of several with a plus between them (gst+qst), each on the whole amount
          """)
  void reportsWhatAChargeNamesAndIsNot(String charge, String problem) {
    String charges =
        "charges: [{ id: c, " + charge + " }, { id: other, type: one_time, amount: \"1\" }]";

    assertEquals(
        List.of("catalog.yaml:8: plans/p/charges/c" + problem),
        Catalogs.problems(directory, CATALOG.formatted(charges)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          { id: a, unit: XCU }   | /a: unknown currency XCU
          { id: a, units: USD }  | /a/units: unknown field 'units'; known: id, name, unit
          { name: A }            | /0: 'id' is missing
          { id: a }, { id: a }   | /a: product 'a' is defined twice; the first is at catalog.yaml:1
          """)
  void reportsAWrongProduct(String products, String problem) {
    assertEquals(
        List.of("catalog.yaml:1: products" + problem),
        Catalogs.problems(directory, "products: [" + products + "]"));
  }

  private Plan plan(String links) {
    String charges = CHARGES.formatted(links, links, links, links, links, links);
    return Catalogs.of(directory, CATALOG.formatted(charges)).plan("p").orElseThrow();
  }

  private static String unitOf(PlanCharge charge) {
    return new ChargeDefaults(null, null, false, List.of(), List.of()).unitOf(charge).code();
  }
}
