package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The clock on the wall decides nothing; the as-of date and the landings do. */
@ExtendWith(SparkExtension.class)
class MissedNightTest {

  @Test
  void aMissedNightRunLaterGivesWhatItWouldHaveGiven() {
    TestLake lake = September.landed();
    lake.when("2026-10-20T17:45:00Z").run("nightly", "--as-of", September.MONTH_END).done();

    BusinessRows.assertSame(September.reference(), lake);
    assertEquals("2026-10-03", lake.value("SELECT DISTINCT issue_date FROM invoices"));
  }
}
