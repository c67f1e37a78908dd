package io.lakebill.tests.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.fixture.TestLake;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The eighteen months of {@link EighteenMonthsTest} in a night for each month, one of which is
 * killed; and with plan changes that come to be known late. Slow, for it takes twenty-five nights.
 */
@Tag("long")
@ExtendWith(SparkExtension.class)
class NightByNightTest {

  private static final int KILLED = 137;

  /** The night after the month in which the plan changes. */
  private static final LocalDate PLAN_CHANGED = LocalDate.parse("2025-09-01");

  /**
   * What each charge costs in all; what is given back is a part of its charge. A commitment counts
   * it on the day on which it is given back, so what is missing of one may be another amount.
   */
  private static final String BY_CHARGE =
      """
      SELECT account_id, subscription_id, plan_id, charge_id, sum(amount)
      FROM invoice_lines WHERE charge_type <> 'commitment'
      GROUP BY ALL HAVING sum(amount) <> 0 ORDER BY ALL
      """;

  @Test
  void eighteenNightsAreOneAndANightThatIsKilledIsRunAgain() {
    EighteenMonths months = EighteenMonths.begun();
    for (LocalDate night : EighteenMonths.everyNight()) {
      if (night.equals(PLAN_CHANGED)) {
        EighteenMonths killed = months.copy();
        killAndRunAgain(killed, night);
        months.night(night);
        BilledAlike.assertSame(months.lake(), killed.lake());
      } else {
        months.night(night);
      }
    }

    BilledAlike.assertSame(EighteenMonths.AT_ONCE.get(), months.lake());
  }

  private static void killAndRunAgain(EighteenMonths months, LocalDate night) {
    Path known = months.hear(night);
    TestLake lake = months.lake();
    Outcome killed =
        Subprocess.dyingAt(
            "publish:invoices",
            lake,
            "nightly",
            "--as-of",
            night.toString(),
            "--catalog",
            known.resolve("catalog.yaml").toString(),
            "--accounts",
            known.resolve("accounts").toString(),
            "--source",
            known.resolve("source.yaml").toString());
    assertEquals(KILLED, killed.exitCode(), killed.err());

    lake.nightly(night.toString()).done();
  }

  /** A fee that was billed beyond the day of the change is given back, to the same sum. */
  @Test
  void aPlanChangeThatIsHeardOfLateCostsTheSame() {
    TestLake late =
        EighteenMonths.hearingLate()
            .nights("2025-08-01", "2025-09-01", "2026-03-01", "2026-04-01", "2026-07-04")
            .lake();

    assertEquals(List.of(), late.rows("SELECT * FROM draft_invoices WHERE state = 'held'"));
    assertEquals(
        String.join("\n", EighteenMonths.AT_ONCE.get().rows(BY_CHARGE)),
        String.join("\n", late.rows(BY_CHARGE)));
  }
}
