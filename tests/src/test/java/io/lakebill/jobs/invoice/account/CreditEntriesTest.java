package io.lakebill.jobs.invoice.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.credit.GrantSeries;
import io.lakebill.pricing.credit.Scope;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the ledger of a grant of January is told besides burns. */
class CreditEntriesTest {

  private static final PricingUnit USD = PricingUnit.currency("USD");

  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

  private static final LocalDate AFTER = LocalDate.parse("2026-02-01");

  /**
   * Amounts that were imported, and that the ledger has: granted, burned, expired; burned in this
   * run, and by whom it was used before.
   */
  @ParameterizedTest(name = "{0} of which {1} granted, {2} burned, {3} expired, {4} now: {6}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          AMOUNT | GRANTED | BURNED | EXPIRED | NOW | ELSEWHERE | ENTRIES
          100    | 0       | 0      | 0       | 0   | 0         | grant 100.00, expire 100.00
          100    | 0       | 0      | 0       | 30  | 0         | grant 100.00, expire 70.00
          100    | 100     | 30     | 0       | 0   | 0         | expire 70.00
          100    | 100     | 30     | 70      | 0   | 0         | ''
          100    | 100     | 30     | 70      | 20  | 0         | revive 20.00
          100    | 100     | 100    | 0       | 0   | 0         | ''
          60     | 100     | 30     | 0       | 0   | 0         | void 40.00, expire 30.00
          20     | 100     | 30     | 0       | 0   | 0         | void 70.00
          150    | 100     | 30     | 70      | 0   | 0         | grant 50.00, expire 50.00
          100    | 0       | 0      | 0       | 0   | 30        | grant 70.00, expire 70.00
          """)
  void onceItsDaysAreOver(
      String amount,
      String granted,
      String burned,
      String expired,
      String now,
      String elsewhere,
      String entries) {
    KeptGrant kept = kept(grant(amount, AFTER), granted, burned, expired, elsewhere);

    assertEquals(entries, told(CreditEntries.settled(kept, usd(now), AFTER, false)));
  }

  @Test
  void anInvoiceThatWaitsMayStillUseIt() {
    assertEquals(
        "grant 100.00",
        told(CreditEntries.settled(fresh(grant("100", AFTER)), usd("0"), AFTER, true)));
  }

  @Test
  void whatWasProlongedIsThereAgain() {
    KeptGrant kept = kept(grant("100", null), "100", "30", "70", "0");

    assertEquals("revive 70.00", told(CreditEntries.settled(kept, usd("0"), AFTER, false)));
  }

  @Test
  void whoHadItBeforeKeepsWhatWasUsedOfIt() {
    KeptGrant own = kept(grant("100", AFTER), "100", "30", "0", "0");
    KeptGrant kept = KeptGrant.of(own.series(), 1, false, own.kept());

    assertEquals("void 70.00", told(CreditEntries.settled(kept, usd("0"), AFTER, false)));
    assertEquals(usd("0"), kept.balance(usd("0")).left());
  }

  /** As it would be if a night had seen it before. */
  @Test
  void whatIsVoidByTheTimeOfTheFirstNightWasGranted() {
    GrantSeries series = new GrantSeries(grant("100", null), null, BigDecimal.ZERO, AFTER);
    KeptGrant kept = KeptGrant.of(series, 1, true, GrantLedger.empty(USD));

    assertEquals(
        "grant 100.00, void 70.00", told(CreditEntries.settled(kept, usd("30"), AFTER, false)));
    assertEquals(
        "grant 100.00, void 100.00", told(CreditEntries.settled(kept, usd("0"), AFTER, false)));
  }

  /** Whatever it was before: what it gave is granted, and no more is there. */
  @ParameterizedTest(name = "{0} granted, {1} burned, {2} expired, {3} now: {4}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          GRANTED | BURNED | EXPIRED | NOW | ENTRIES
          0       | 0      | 0       | 0   | ''
          0       | 0      | 0       | 5   | grant 5.00
          30      | 30     | 0       | 5   | grant 5.00
          100     | 30     | 0       | 5   | void 65.00
          100     | 30     | 70      | 5   | revive 70.00, void 65.00
          """)
  void aPercentageWithoutALimitIsGrantedAsItIsUsed(
      String granted, String burned, String expired, String now, String entries) {
    CreditGrant half =
        new CreditGrant(
            "g",
            CreditGrant.Kind.PROMOTIONAL,
            CreditGrant.unlimited(USD),
            0,
            FIRST,
            AFTER,
            Instant.EPOCH,
            Scope.ALL,
            new BigDecimal("50"));
    KeptGrant kept = kept(half, granted, burned, expired, "0");

    assertEquals(entries, told(CreditEntries.settled(kept, usd(now), AFTER, false)));
    assertEquals(half.amount(), kept.balance(usd(now)).left());
  }

  @Test
  void nothingIsThereBeforeItsFirstDay() {
    KeptGrant kept = fresh(grant("100", AFTER));

    assertEquals("", told(CreditEntries.settled(kept, usd("0"), FIRST.minusDays(1), false)));
  }

  private static KeptGrant fresh(CreditGrant grant) {
    return kept(grant, "0", "0", "0", "0");
  }

  private static KeptGrant kept(
      CreditGrant grant, String granted, String burned, String expired, String elsewhere) {
    GrantLedger ledger =
        new GrantLedger(
            usd(granted),
            usd(burned),
            usd(expired),
            usd("0"),
            usd("0"),
            usd(elsewhere),
            !granted.equals("0"));
    return KeptGrant.of(GrantSeries.once(grant), 1, true, ledger);
  }

  private static CreditGrant grant(String amount, LocalDate until) {
    return new CreditGrant(
        "g", CreditGrant.Kind.PREPAID, usd(amount), 0, FIRST, until, Instant.EPOCH, Scope.ALL);
  }

  private static String told(List<CreditEntries.Entry> entries) {
    return entries.stream()
        .map(entry -> entry.entry() + " " + entry.amount().amount())
        .collect(Collectors.joining(", "));
  }

  private static Money usd(String amount) {
    return Money.round(new BigDecimal(amount), USD);
  }
}
