package io.lakebill.tests.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole invoices of plans, quoted on the command line; rows SD.. are worked cases. */
class PlanQuoteTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path directory;

  /** Each row: the plan's terms, what was used and agreed, and the lines that come of it. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SD05 800 GB   | charges: [{ id: fee, type: recurring, amount: "100", timing: advance }, { id: gb, type: usage, meter: gb, price: { model: tiered, tiers: [{ last_unit: "1000", unit_amount: "0" }, { unit_amount: "0.1" }] } }] | usage: [{ charge: gb, quantity: "800" }] | recurring_fee 100.00, usage 0.00 = 100.00
          SD05 1500 GB  | charges: [{ id: fee, type: recurring, amount: "100", timing: advance }, { id: gb, type: usage, meter: gb, price: { model: tiered, tiers: [{ last_unit: "1000", unit_amount: "0" }, { unit_amount: "0.1" }] } }] | usage: [{ charge: gb, quantity: "1500" }] | recurring_fee 100.00, usage 50.00 = 150.00
          SD06 -15%     | charges: [{ id: gb, type: usage, meter: gb, price: { model: unit, unit_amount: "1" } }] | usage: [{ charge: gb, quantity: "200" }], adjustments: [{ charge: gb, percent: "-15" }] | usage 170.00 = 170.00
          SD06 -0.50    | charges: [{ id: gb, type: usage, meter: gb, price: { model: unit, unit_amount: "1" } }] | usage: [{ charge: gb, quantity: "200" }], adjustments: [{ charge: gb, fixed: "-0.50" }] | usage 100.00 = 100.00
          SD06 override | charges: [{ id: gb, type: usage, meter: gb, price: { model: unit, unit_amount: "1" } }] | usage: [{ charge: gb, quantity: "200" }], adjustments: [{ charge: gb, override: "0.35" }] | usage 70.00 = 70.00
          SD07          | charges: [{ id: licence, type: recurring, amount: "30" }] | adjustments: [{ charge: licence, quantity: "10" }] | recurring_fee 300.00 = 300.00
          SD07 later    | charges: [{ id: licence, type: recurring, amount: "30", timing: arrears }] | start: 2026-07-01, adjustments: [{ charge: licence, quantity: "10", until: 2026-07-15 }, { charge: licence, quantity: "12", from: 2026-07-15 }] | recurring_fee 332.90 = 332.90
          SD07 ahead    | charges: [{ id: licence, type: recurring, amount: "30", timing: advance }] | start: 2026-07-01, adjustments: [{ charge: licence, quantity: "10", percent: "-15", until: 2026-07-15 }, { charge: licence, quantity: "12", from: 2026-07-15 }] | recurring_fee 255.00, recurring_debit 57.58 = 312.58
          SD08 640      | charges: [{ id: gb, type: usage, meter: gb, price: { model: unit, unit_amount: "1" } }] | usage: [{ charge: gb, quantity: "640" }], invoice_minimum: "1000" | usage 640.00, invoice_minimum 360.00 = 1000.00
          SD08 1200     | charges: [{ id: gb, type: usage, meter: gb, price: { model: unit, unit_amount: "1" } }] | usage: [{ charge: gb, quantity: "1200" }], invoice_minimum: "1000" | usage 1200.00 = 1200.00
          SD09          | charges: [{ id: a, type: recurring, amount: "120" }, { id: b, type: recurring, amount: "80" }, { id: c, type: recurring, amount: "900" }, { id: least, type: composite, minimum: "500", of: [a, b] }] | trial_days: 0 | recurring_fee 120.00, recurring_fee 80.00, recurring_fee 900.00, composite 300.00 = 1400.00
          SD10 +10%     | charges: [{ id: a, type: recurring, amount: "200" }, { id: b, type: recurring, amount: "300" }, { id: up, type: composite, percent: "10", of: [a, b] }] | trial_days: 0 | recurring_fee 200.00, recurring_fee 300.00, composite 50.00 = 550.00
          SD10 -10%     | charges: [{ id: a, type: recurring, amount: "200" }, { id: b, type: recurring, amount: "300" }, { id: up, type: composite, percent: "-10", of: [a, b] }] | trial_days: 0 | recurring_fee 200.00, recurring_fee 300.00, composite -50.00 = 450.00
          SD10 off      | charges: [{ id: a, type: recurring, amount: "200" }, { id: up, type: composite, percent: "10", quantity: "0", of: [a] }] | trial_days: 0 | recurring_fee 200.00 = 200.00
          SD12          | charges: [{ id: cpu, type: usage, meter: gb, price: { model: unit, unit_amount: "1", currency: CCU } }], overage: [{ unit: CCU, unit_amount: "0.10" }] | usage: [{ charge: cpu, quantity: "1500" }], credits: [{ id: grant, amount: "1000", currency: CCU }] | overage 50.00 = 50.00
          SD13          | charges: [{ id: fee, type: recurring, amount: "20" }, { id: cpu, type: usage, meter: gb, price: { model: unit, unit_amount: "1", currency: CCU } }], overage: [{ unit: CCU, unit_amount: "0.10" }] | usage: [{ charge: cpu, quantity: "100" }] | recurring_fee 20.00, overage 10.00 = 30.00
          SD14 period 2 | minimum: "500", charges: [{ id: u, type: usage, meter: gb, price: { model: unit, unit_amount: "0.10" } }], ramps: [{ periods: 2, minimum: "50", charges: [{ id: u, price: { model: unit, unit_amount: "0.05" } }] }] | start: 2026-01-01, period: 2026-02-01, usage: [{ charge: u, quantity: "2000" }] | usage 100.00 = 100.00
          SD14 period 3 | minimum: "500", charges: [{ id: u, type: usage, meter: gb, price: { model: unit, unit_amount: "0.10" } }], ramps: [{ periods: 2, minimum: "50", charges: [{ id: u, price: { model: unit, unit_amount: "0.05" } }] }] | start: 2026-01-01, period: 2026-03-31, usage: [{ charge: u, quantity: "2000" }] | usage 200.00, plan_minimum 300.00 = 500.00
          SD15 trial    | charges: [{ id: u, type: usage, meter: gb, price: { model: unit, unit_amount: "0.10" } }, { id: fee, type: recurring, amount: "30" }], ramps: [{ periods: 1, charges: [{ id: u, price: { model: unit, unit_amount: "0.05" } }] }] | start: 2026-01-01, period: 2026-03-01, trial_days: 89, usage: [{ charge: u, quantity: "2000" }] | usage 100.00, recurring_fee 0.97 = 100.97
          SD19          | charges: [{ id: db, type: usage, meter: gb, price: { model: unit, unit_amount: "1" } }, { id: x, type: usage, meter: gb, price: { model: unit, unit_amount: "1" } }, { id: y, type: usage, meter: gb, price: { model: unit, unit_amount: "1" } }] | usage: [{ charge: db, quantity: "1500" }, { charge: x, quantity: "700" }, { charge: y, quantity: "300" }], credits: [{ id: grant, amount: "2000", charges: [db, x] }] | usage 1500.00, usage 700.00, usage 300.00 = 500.00
          SD27          | charges: [{ id: seats, type: counter, counter: seats, price: { model: unit, unit_amount: "100" } }, { id: reports, type: usage, meter: gb, price: { model: unit, unit_amount: "2" } }] | counters: [{ counter: seats, quantity: "7" }], usage: [{ charge: reports, quantity: "13" }] | counter_running_total 700.00, usage 26.00 = 726.00
          SD28          | charges: [{ id: gb, type: usage, meter: gb, price: { model: tiered, tiers: [{ last_unit: "50", unit_amount: "0.50" }, { unit_amount: "0.30" }] } }, { id: licences, type: counter, counter: licences, price: { model: tiered, tiers: [{ last_unit: "10", unit_amount: "20" }, { unit_amount: "15" }] } }] | start: 2026-07-01, counters: [{ counter: licences, quantity: "15" }], usage: [{ charge: gb, quantity: "70" }] | usage 31.00, counter_running_total 275.00 = 306.00
          SD29          | charges: [{ id: licences, type: counter, counter: licences, price: { model: tiered, tiers: [{ last_unit: "10", unit_amount: "20" }, { unit_amount: "15" }] } }] | start: 2026-07-01, counters: [{ counter: licences, quantity: "15" }, { counter: licences, quantity: "12", from: 2026-07-20 }] | counter_running_total 275.00, counter_credit -17.42 = 257.58
          SD32          | charges: [{ id: u, type: usage, meter: gb, price: { model: unit, unit_amount: "0.01" }, cap: "50" }] | usage: [{ charge: u, quantity: "9000" }] | usage 50.00 = 50.00
          discount      | charges: [{ id: fee, type: recurring, amount: "100" }] | credits: [{ id: gift, amount: "20", kind: promotional }], tax: { percent: "19" } | recurring_fee 100.00 = 95.20
          prepaid       | charges: [{ id: fee, type: recurring, amount: "100" }] | credits: [{ id: paid, amount: "20" }], tax: { percent: "19" } | recurring_fee 100.00 = 99.00
          SD20          | charges: [{ id: u, type: usage, meter: gb, price: { model: unit, unit_amount: "1" } }] | start: 2026-01-01, period: 2026-12-01, usage: [{ charge: u, quantity: "500" }], commitments: [{ id: c, kind: postpaid, amount: "12000", from: 2026-01-01, until: 2027-01-01, spent: "9000" }] | usage 500.00, true_up 2500.00 = 3000.00
          SD20 before   | charges: [{ id: u, type: usage, meter: gb, price: { model: unit, unit_amount: "1" } }] | start: 2026-01-01, period: 2026-11-01, usage: [{ charge: u, quantity: "500" }], commitments: [{ id: c, kind: postpaid, amount: "12000", from: 2026-01-01, until: 2027-01-01, spent: "9000" }] | usage 500.00 = 500.00
          committed     | charges: [{ id: u, type: usage, meter: gb, price: { model: unit, unit_amount: "1" } }] | start: 2026-01-01, usage: [{ charge: u, quantity: "2200" }], commitments: [{ id: c, kind: prepaid, amount: "2000", fee: "1800", from: 2026-01-01, until: 2027-01-01 }] | usage 2200.00, commitment_fee 1800.00 = 2000.00
          installments  | charges: [{ id: u, type: usage, meter: gb, price: { model: unit, unit_amount: "1" } }] | start: 2026-01-01, usage: [{ charge: u, quantity: "1" }], commitments: [{ id: c, kind: prepaid, amount: "2000", from: 2026-01-01, until: 2027-01-01, every: quarterly }] | usage 1.00, commitment_fee 500.00 = 500.00
          each month    | charges: [{ id: u, type: usage, meter: gb, price: { model: unit, unit_amount: "1" } }] | start: 2026-01-01, period: 2026-03-01, usage: [{ charge: u, quantity: "250" }], credits: [{ id: g, amount: "100", from: 2026-01-01, every: monthly }] | usage 250.00 = 150.00
          void          | charges: [{ id: u, type: usage, meter: gb, price: { model: unit, unit_amount: "1" } }] | start: 2026-01-01, period: 2026-03-01, usage: [{ charge: u, quantity: "250" }], credits: [{ id: g, amount: "100", from: 2026-01-01, every: monthly, void_from: 2026-03-31 }] | usage 250.00 = 250.00
          two taxes     | charges: [{ id: fee, type: recurring, amount: "100" }] | tax: { rates: [{ code: gst, percent: "5" }, { code: qst, percent: "9.975" }] } | recurring_fee 100.00 = 114.98
          exempt        | charges: [{ id: fee, type: recurring, amount: "100" }] | tax: { percent: "19", treatment: reverse_charge, reason: "Art. 196 VAT directive" } | recurring_fee 100.00 = 100.00
          region        | charges: [{ id: calls, type: usage, meter: gb, price: { model: matrix, dimensions: [region], cells: [{ region: eu, unit_amount: "2" }, { region: us, unit_amount: "1" }] } }] | usage: [{ charge: calls, quantity: "3", dimensions: { region: eu } }, { charge: calls, quantity: "4", dimensions: { region: us } }] | usage 10.00 = 10.00
          limits        | charges: [{ id: u, type: usage, meter: gb, prices: [{ from: 2026-01-01, price: { model: percentage, percent: "1", event_minimum: "2" } }, { from: 2026-07-01, price: { model: percentage, percent: "1", event_minimum: "5" } }] }] | start: 2026-06-01, usage: [{ charge: u, quantity: "600", event_amounts: ["100", "500"] }] | usage 7.00 = 7.00
          hidden        | charges: [{ id: fee, type: recurring, amount: "10" }, { id: u, type: usage, meter: quiet, price: { model: tiered, tiers: [{ last_unit: "100", unit_amount: "0" }, { unit_amount: "1" }] } }] | usage: [{ charge: u, quantity: "99" }] | recurring_fee 10.00 = 10.00
          not hidden    | charges: [{ id: fee, type: recurring, amount: "10" }, { id: u, type: usage, meter: quiet, price: { model: tiered, tiers: [{ last_unit: "100", unit_amount: "0" }, { unit_amount: "1" }] } }] | usage: [{ charge: u, quantity: "150" }] | recurring_fee 10.00, usage 50.00 = 60.00
          of its day    | price_by: event_date, charges: [{ id: u, type: usage, meter: gb, prices: [{ from: 2026-01-01, price: { model: unit, unit_amount: "1" } }, { from: 2026-07-10, price: { model: unit, unit_amount: "2" } }] }] | start: 2026-07-01, usage: [{ charge: u, quantity: "3" }, { charge: u, quantity: "4", dimensions: { segment: 2026-07-31 } }] | usage 11.00 = 11.00
          cap of a year | charges: [{ id: u, type: usage, meter: gb, price: { model: unit, unit_amount: "1" }, cap: "100", cap_periods: 12 }] | start: 2026-01-01, period: 2026-07-01, usage: [{ charge: u, quantity: "30" }], billed_before: { u: "80" } | usage 20.00 = 20.00
          of an adjustment | price_by: event_date, charges: [{ id: u, type: usage, meter: gb, price: { model: unit, unit_amount: "1" } }] | start: 2026-07-01, adjustments: [{ charge: u, percent: "-50", from: 2026-07-11, until: 2026-07-21 }], usage: [{ charge: u, quantity: "3" }, { charge: u, quantity: "4", dimensions: { segment: 2026-07-12 } }, { charge: u, quantity: "8", dimensions: { segment: 2026-07-21 } }] | usage 13.00 = 13.00
          """)
  void aPeriodComesTo(String name, String plan, String usage, String expected) {
    JsonNode invoice = TestLake.json(quote(plan, usage, "--json"));

    assertEquals(expected, kinds(invoice) + " = " + invoice.get("amount_due").asText());
  }

  @Test
  void aFullPeriodIsQuotedUnlessAStartIsGiven() {
    String fee = "charges: [{ id: fee, type: recurring, amount: \"31\" }]";

    assertEquals("31.00", due(fee + ", anchor: calendar", "trial_days: 0"));
    assertEquals("1.00", due(fee + ", anchor: calendar", "start: 2026-01-31"));
    assertEquals("31.00", due(fee + ", anchor: anniversary", "start: 2026-01-31"));
  }

  @Test
  void everyChargeIsExplained() {
    JsonNode invoice =
        TestLake.json(
            quote(
                "charges: [{ id: u, type: usage, meter: gb, price: { model: unit, unit_amount: \"1\","
                    + " included_units: \"5\" } }]",
                "usage: [{ charge: u, quantity: \"7\" }]",
                "--json"));

    JsonNode charge = invoice.get("charges").get("u");
    assertEquals("2.00", charge.get("amount").asText());
    assertEquals("included", charge.get("quantity_steps").get(1).get("step").asText());
    assertEquals("2", charge.get("quantity_steps").get(1).get("after").asText());
  }

  @Test
  void aPersonReadsATable() {
    String out =
        quote(
                "charges: [{ id: fee, name: Base fee, type: recurring, amount: \"31\" }]",
                "start: 2026-01-01")
            .done();

    assertTrue(out.contains("Period 2026-01-01 to 2026-02-01"), out);
    assertTrue(out.contains("Base fee   31.00"), out);
    assertTrue(out.contains("amount due       31.00 USD"), out);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          usage: [{ charge: x, quantity: "1" }]               | 65 | plan p has no charge 'x'; it has: u
          usage: [{ charge: u, quantity: 1 }]                 | 65 | 1 must be text; quote it: "1"
          usage: [{ charge: u, quantity: "1", dimensions: { region: eu } }] | 2 | charge u: its price has no dimension region; its dimensions: none
          usage: [{ charge: u, quantity: "1", dimensions: { segment: 2026-01-01 } }] | 2 | charge u: its price has no dimension segment; its dimensions: none
          counters: [{ counter: seats, quantity: "1" }]       | 65 | plan p has no counter 'seats'; it has: none
          start: 2026-02-30                                   | 65 | '2026-02-30' is no date
          start: 2026-02-01, period: 2026-01-01               | 65 | period 2026-01-01 is before the start 2026-02-01
          credits: [{ id: c, amount: "1", currency: EUR }]    | 65 | a credit in EUR pays nothing of plan p, which is in USD
          tax: { percent: "19", treatment: exempt }           | 65 | an account that is not taxed needs a reason: EXEMPT
          adjustments: [{ charge: u, percent: "1" }, { charge: u, percent: "2", from: 2099-01-01 }] | 65 | charge u: its percent from 2099-01-01 on overlaps another, from
          adjustments: [{ charge: u, percent: "1", from: 2026-02-01, until: 2026-02-01 }] | 65 | until 2026-02-01 is not after from 2026-02-01
          adjustments: [{ charge: u, percent: "1", from: 2026-02-30 }] | 65 | '2026-02-30' is no date
          adjustments: [{ charge: u, fixed: "-2" }]           | 2  | unit amount 1 adjusted by -2 is below 0
          """)
  void saysWhatIsWrong(String usage, int exitCode, String message) {
    Outcome outcome =
        quote(
            "charges: [{ id: u, type: usage, meter: gb, price: { model: unit, unit_amount: \"1\" } }]",
            usage);

    assertEquals(exitCode, outcome.exitCode(), outcome.err());
    assertTrue(outcome.err().contains(message), outcome.err());
  }

  private String due(String plan, String usage) {
    return TestLake.json(quote(plan, usage, "--json")).get("amount_due").asText();
  }

  private Outcome quote(String plan, String usage, String... options) {
    Path catalog =
        write(
            "catalog.yaml",
            """
            meters:
              - { id: gb, event_name: e, aggregation: sum, property: p, dimensions: [region] }
              - { id: quiet, event_name: q, aggregation: count, hidden: true }
            pricing_units: [{ id: CCU }]
            plans: [{ id: p, currency: USD, cadence: monthly, %s }]
            """
                .formatted(plan));
    List<String> command =
        new ArrayList<>(
            List.of(
                "quote",
                "--plan",
                "p",
                "--catalog",
                catalog.toString(),
                "--usage",
                write("usage.yaml", "{ " + usage + " }").toString()));
    command.addAll(List.of(options));
    return TestLake.command(CLOCK, command.toArray(String[]::new));
  }

  private static String kinds(JsonNode invoice) {
    List<String> lines = new ArrayList<>();
    invoice
        .get("lines")
        .forEach(line -> lines.add(line.get("kind").asText() + " " + line.get("amount").asText()));
    return lines.stream().collect(Collectors.joining(", "));
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
