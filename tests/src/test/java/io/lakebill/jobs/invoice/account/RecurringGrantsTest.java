package io.lakebill.jobs.invoice.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.pricing.period.Cadence;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A grant of 100 a month, from 1 January on, and what the ledger says of each one. */
class RecurringGrantsTest {

  @Test
  void withoutRolloverEachMonthBeginsAnewAndTheRestExpires() {
    GrantHistory history = new GrantHistory(GrantHistory.grant("100", Cadence.MONTHLY, "0"));
    history.usage("2026-01-01", "30").usage("2026-02-01", "120");

    history.night("2026-02-01");
    history.night("2026-03-01");

    assertEquals(
        List.of(
            "g/1 grant 100.00",
            "g/1 burn 30.00",
            "g/1 expire 70.00",
            "g/2 grant 100.00",
            "g/2 burn 100.00",
            "g/3 grant 100.00"),
        history.entries());
    assertEquals("0.00", history.dueOf("2026-02-01"));
    assertEquals("20.00", history.dueOf("2026-03-01"));
  }

  @Test
  void halfOfWhatIsLeftRollsOverToTheNextMonthAndAQuarterToTheOneAfter() {
    GrantHistory history = new GrantHistory(GrantHistory.grant("100", Cadence.MONTHLY, "0.5"));
    history.usage("2026-01-01", "30").usage("2026-02-01", "120").usage("2026-03-01", "0");

    history.night("2026-02-01");
    history.night("2026-03-01");
    history.night("2026-04-01");

    // 70 are left of January: 35 roll over. 135 less 120 leave 15: 7.50 roll over.
    assertEquals(
        List.of(
            "g/1 grant 100.00",
            "g/1 burn 30.00",
            "g/1 transfer to g/2 35.00",
            "g/1 expire 35.00",
            "g/2 grant 100.00",
            "g/2 burn 120.00",
            "g/2 transfer to g/3 7.50",
            "g/2 expire 7.50",
            "g/3 grant 100.00",
            "g/3 transfer to g/4 53.75",
            "g/3 expire 53.75",
            "g/4 grant 100.00"),
        history.entries());
    assertEquals("0.00", history.dueOf("2026-03-01"));
  }

  @Test
  void oneNightAfterwardsEntersTheSame() {
    GrantHistory history = new GrantHistory(GrantHistory.grant("100", Cadence.MONTHLY, "0.5"));
    history.usage("2026-01-01", "30").usage("2026-02-01", "120").usage("2026-03-01", "0");

    history.night("2026-04-01");

    assertEquals(
        List.of(
            "g/1 transfer to g/2 35.00", "g/2 transfer to g/3 7.50", "g/3 transfer to g/4 53.75"),
        history.entries().stream().filter(entry -> entry.contains("transfer")).toList());
    assertEquals("0.00", history.dueOf("2026-03-01"));
  }

  @Test
  void nothingRollsOverWhileAnInvoiceWaitsThatMayUseIt() {
    GrantHistory history =
        new GrantHistory(GrantHistory.grant("100", Cadence.MONTHLY, "1")).withGrace(3);
    history.usage("2026-01-01", "30");

    history.night("2026-02-01");
    assertEquals(List.of("g/1 grant 100.00", "g/2 grant 100.00"), history.entries());

    history.night("2026-02-04");
    assertEquals(
        List.of(
            "g/1 grant 100.00", "g/1 burn 30.00", "g/1 transfer to g/2 70.00", "g/2 grant 100.00"),
        history.entries());
  }

  @Test
  void whatIsLeftIsVoidFromADayOn() {
    GrantHistory history =
        new GrantHistory(
            GrantHistory.grant("100", Cadence.MONTHLY, "1", LocalDate.parse("2026-02-15")));
    history.usage("2026-01-01", "30").usage("2026-02-01", "120");

    history.night("2026-02-01");
    history.night("2026-02-15");
    history.night("2026-03-01");

    // February's usage is earned on its last day, when the grant is void.
    assertEquals(
        List.of(
            "g/1 grant 100.00",
            "g/1 burn 30.00",
            "g/1 transfer to g/2 70.00",
            "g/2 grant 100.00",
            "g/2 void 170.00"),
        history.entries());
    assertEquals("120.00", history.dueOf("2026-03-01"));
  }
}
