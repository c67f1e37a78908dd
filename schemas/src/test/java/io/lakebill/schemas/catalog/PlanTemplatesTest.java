package io.lakebill.schemas.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTemplatesTest {

  private static final String TEMPLATE =
      """
      meters: [{ id: m, event_name: e, aggregation: count }]
      entitlements: [{ id: help }, { id: sso }]
      pricing_units: [{ id: CCU }]
      plan_templates:
        - id: monthly-usd
          currency: USD
          cadence: monthly
          anchor: calendar
          payment_terms_days: 7
          grace_days: 2
          trial_days: 14
          zero_invoices: skip
          tax: standard
          entitlements: [help]
          minimum: "100.00"
          overage: [ { unit: CCU, unit_amount: "0.10" } ]
          charges:
            - { id: fee, type: recurring, amount: "10" }
            - { id: calls, type: usage, meter: m, price: { model: unit, unit_amount: "1" } }
          ramps: [ { periods: 2, charges: [ { id: fee, amount: "5" } ] } ]
      """;

  private static final String REFERENCES = "meters: [{ id: m, event_name: e, aggregation: count }]";

  @TempDir Path directory;

  @Test
  void aPlanHasWhatItsTemplateSays() {
    Catalog alone =
        Catalogs.of(
            directory,
            TEMPLATE
                .replace("plan_templates:", "plans:")
                .replace("id: monthly-usd", "id: cloud\n    name: Cloud"));

    Catalog extending =
        Catalogs.of(
            directory, TEMPLATE + "plans: [ { id: cloud, name: Cloud, extends: monthly-usd } ]");

    assertEquals(alone, extending);
    assertEquals(alone.hash(), extending.hash());
    assertEquals(extending, CatalogReader.fromJson(extending.toJson()));
  }

  @Test
  void aPlanSaysInsteadWhatItSays() {
    Plan plan =
        plan(
            """
            cadence: annual
                payment_terms_days: 0
                tax: reduced
                entitlements: [sso]
                minimum: "0"
                overage: []
                ramps: []
            """);

    assertEquals("ANNUAL", plan.cadence().name());
    assertEquals("CALENDAR", plan.anchor().name());
    assertEquals(0, plan.paymentTermsDays());
    assertEquals(2, plan.graceDays());
    assertEquals("reduced", plan.charge("fee").flatMap(PlanCharge::tax).orElseThrow());
    assertEquals(List.of("sso"), plan.entitlements());
    assertEquals(List.of(), plan.overages());
    assertEquals(List.of(), plan.terms().phases());
    assertEquals(true, plan.minimumAmount().isEmpty());
  }

  @Test
  void chargesAreAddedAndOneWithTheSameIdTakesTheOthersPlace() {
    Plan plan =
        plan(
            """
            charges:
                  - { id: setup, type: one_time, amount: "3" }
                  - { id: fee, type: recurring, amount: "20", every: 3 }
            """);

    assertEquals(
        List.of("fee", "calls", "setup"), plan.charges().stream().map(PlanCharge::id).toList());
    RecurringCharge fee = (RecurringCharge) plan.charges().get(0);
    RecurringCharge ramped =
        (RecurringCharge) plan.terms().phases().get(0).value().charges().get(0);
    assertEquals("20", fee.fee().amount().toPlainString());
    assertEquals("5", ramped.fee().amount().toPlainString());
    assertEquals(3, ramped.recurrence().every());
  }

  @Test
  void saysWhereBothAreWhenNeitherSaysWhatMustBeSaid() {
    assertEquals(
        List.of(
            "catalog.yaml:2: plans/p: 'currency' is missing here and in plan template 't' at"
                + " catalog.yaml:1",
            "catalog.yaml:2: plans/p: 'cadence' is missing here and in plan template 't' at"
                + " catalog.yaml:1"),
        problems(
            """
            plan_templates: [ { id: t, grace_days: 1 } ]
            plans: [ { id: p, extends: t } ]
            """));
  }

  @Test
  void saysInWhichPlanATemplateGoesWrong() {
    assertEquals(
        List.of(
            "catalog.yaml:4: plan_templates/t/charges/fee: an amount in EUR cannot stand in a plan"
                + " in USD; EUR is no pricing unit either (in plan 'p' at catalog.yaml:7, which extends this template)",
            "catalog.yaml:5: plan_templates/t/charges/part/of/0: unknown charge 'base'; known: fee,"
                + " part, extra (in plan 'p' at catalog.yaml:7, which extends this template)",
            "catalog.yaml:6: plan_templates/t/ramps/0/charges/base/id: unknown charge 'base';"
                + " known: fee, part, extra (in plan 'p' at catalog.yaml:7, which extends this"
                + " template)"),
        problems(
            """
            plan_templates:
            - id: t
              charges:
              - { id: fee, type: recurring, amount: "1", currency: EUR }
              - { id: part, type: composite, percent: "10", of: [base] }
              ramps: [ { periods: 1, charges: [ { id: base, amount: "1" } ] } ]
            plans: [ { id: p, extends: t, currency: USD, cadence: annual, charges: [ { id: extra, type: one_time, amount: "1" } ] } ]
            """));
  }

  @Test
  void aTemplatesOwnMistakesAreReportedOnceWhoeverExtendsIt() {
    assertEquals(
        List.of(
            "catalog.yaml:3: plan_templates/t/cadence: 'dayly' is not one of daily, weekly, biweekly,"
                + " monthly, quarterly, semiannual, annual",
            "catalog.yaml:4: plan_templates/t/charges/c/meter: unknown meter 'n'; known: m"),
        problems(
            REFERENCES
                + """

                plan_templates:
                - { id: t, cadence: dayly, currency: USD, charges: [
                    { id: c, type: usage, meter: n, price: { model: unit, unit_amount: "1" } } ] }
                plans: [ { id: p, extends: t }, { id: q, extends: t } ]
                """));
  }

  @Test
  void refusesTemplatesThatAreNotThereOrExtendOthers() {
    assertEquals(
        List.of(
            "catalog.yaml:1: plan_templates/t/extends: unknown field 'extends'; known: id,"
                + " currency, cadence, anchor, anchor_day, payment_terms_days, grace_days, trial_days,"
                + " zero_invoices, late_usage, payment_retry_days, plausible_factor, price_by, usage_threshold, tax, entitlements, minimum, charges, ramps, overage",
            "catalog.yaml:2: plan_templates/t: plan template 't' is defined twice; the first is at"
                + " catalog.yaml:1",
            "catalog.yaml:3: plans/p/extends: unknown plan template 'u'; known: t"),
        problems(
            """
            plan_templates: [ { id: t, extends: u },
              { id: t } ]
            plans: [ { id: p, extends: u, currency: USD, cadence: annual } ]
            """));
  }

  private Plan plan(String says) {
    return Catalogs.of(
            directory, TEMPLATE + "plans:\n  - id: cloud\n    extends: monthly-usd\n    " + says)
        .plan("cloud")
        .orElseThrow();
  }

  private List<String> problems(String yaml) {
    return Catalogs.problems(directory, yaml);
  }
}
