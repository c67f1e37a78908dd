package io.lakebill.jobs.invoice.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.credit.GrantSeries;
import io.lakebill.pricing.credit.Scope;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.pricing.period.Days;
import io.lakebill.schemas.account.AgreedCommitment;
import io.lakebill.schemas.account.CommitmentFee;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random histories of an account whose grants come back, roll over, end, are void and may be parts
 * in percent, and which has commitments: after every night the ledger adds up to nothing and no
 * balance is negative, and night by night invoices and ledger come to what one night at the end
 * makes of them. A commitment is billed what is missing, or its fee, and nothing twice. {@code
 * -Dlakebill.seed} says which.
 */
class RecurringGrantsLawsTest {

  private static final long SEED = Long.getLong("lakebill.seed", 19);

  private static final int HISTORIES = 500;

  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

  private static final LocalDate LAST = LocalDate.parse("2026-07-15");

  @Test
  void nightByNightTheLedgerIsWhatOneNightMakesItAndNeverNegative() {
    Set<String> seen = new HashSet<>();
    for (int number = 0; number < HISTORIES; number++) {
      String which = "history " + number + " of seed " + SEED;
      GrantHistory nightly = history(new Random(SEED * 1_000_003 + number));
      Random nights = new Random(number);
      for (LocalDate night = FIRST.minusDays(3);
          night.isBefore(LAST);
          night = night.plusDays(1 + nights.nextInt(nights.nextBoolean() ? 2 : 40))) {
        nightly.night(night);
        requireSound(nightly.outcome(), which + " on " + night);
      }
      nightly.night(LAST);
      requireSound(nightly.outcome(), which);
      GrantHistory atOnce = history(new Random(SEED * 1_000_003 + number));
      atOnce.night(LAST);

      assertEquals(atOnce.outcome(), nightly.outcome(), which);

      nightly.commitments().forEach(agreed -> requireBilled(agreed, nightly, which));
      nightly.entries().forEach(entry -> seen.add(entry.split(" ", -1)[1]));
      int entries = nightly.entries().size();
      nightly.night(LAST);
      assertEquals(entries, nightly.entries().size(), which + " again");
    }
    assertEquals(Set.of("grant", "burn", "expire", "transfer", "void"), seen);
  }

  @Test
  void noBalanceIsNegativeWhileSomeInvoicesWaitLongerThanLaterOnes() {
    for (int number = 0; number < HISTORIES; number++) {
      String which = "history " + number + " of seed " + SEED;
      Random random = new Random(SEED * 1_000_003 + number);
      GrantHistory history = history(random, 0, 10 + random.nextInt(30));
      for (LocalDate night = FIRST;
          night.isBefore(LAST);
          night = night.plusDays(1 + random.nextInt(9))) {
        history.night(night);
        requireSound(history.outcome(), which + " on " + night);
      }
    }
  }

  private static void requireSound(Map<String, BigDecimal> outcome, String which) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<String, BigDecimal> balance : outcome.entrySet()) {
      if (!balance.getKey().startsWith("invoice")) {
        sum = sum.add(balance.getValue());
      }
      if (balance.getKey().startsWith("AVAILABLE")) {
        assertTrue(balance.getValue().signum() >= 0, () -> which + ": " + outcome);
      }
    }
    assertEquals(0, sum.signum(), which);
  }

  private static void requireBilled(AgreedCommitment agreed, GrantHistory history, String which) {
    Money expected =
        agreed
            .feeSchedule()
            .map(fees -> fees.dueBy(LAST))
            .orElseGet(() -> agreed.commitment().trueUp(history.spentOn(agreed)));
    assertEquals(expected, GrantHistory.usd(history.billedOf(agreed.id())), which);
    BigDecimal beyond =
        history.spentOn(agreed).amount().subtract(agreed.amount()).max(BigDecimal.ZERO);
    BigDecimal more = agreed.overageFactor().orElse(BigDecimal.ONE).subtract(BigDecimal.ONE);
    assertEquals(
        GrantHistory.usd(beyond.multiply(more).toPlainString()),
        history.overageOf(agreed.id()),
        which);
  }

  private static AgreedCommitment commitment(AgreedCommitment.Kind kind, Random random) {
    LocalDate from = FIRST.plusDays(random.nextInt(60));
    boolean isPaidInParts = kind == AgreedCommitment.Kind.PREPAID && random.nextBoolean();
    return GrantHistory.agreed(
        kind.name().toLowerCase(Locale.ROOT),
        kind,
        random.nextInt(1, 400) + ".7",
        from.toString(),
        from.plusDays(1 + random.nextInt(100)).toString(),
        isPaidInParts ? new CommitmentFee(null, Cadence.WEEKLY, null) : CommitmentFee.NONE,
        random.nextBoolean() ? new BigDecimal("1.37") : null);
  }

  private static GrantHistory history(Random random) {
    int grace = random.nextInt(3) == 0 ? 4 : 0;
    return history(random, grace, grace);
  }

  /** The invoices of one subscription wait so many days, those of the other so many. */
  private static GrantHistory history(Random random, int graceOfTwo, int graceOfOne) {
    List<GrantSeries> grants = new ArrayList<>();
    for (int number = 0; number <= random.nextInt(3); number++) {
      grants.add(grant("g" + number, random));
    }
    GrantHistory history = new GrantHistory(grants.toArray(GrantSeries[]::new));
    for (AgreedCommitment.Kind kind : AgreedCommitment.Kind.values()) {
      if (random.nextInt(3) == 0) {
        history.commitment(commitment(kind, random));
      }
    }
    for (String subscription : List.of("one", "two")) {
      LocalDate start = FIRST.plusDays(random.nextInt(40));
      history.withGrace(subscription.equals("one") ? graceOfOne : graceOfTwo);
      for (int month = 0; month < 6; month++) {
        Days period = new Days(start.plusMonths(month), start.plusMonths(month + 1L));
        history.charge(subscription, period, period.end(), amount(random, 90));
        if (subscription.equals("two")) {
          history.charge("fee", period, period.start(), amount(random, 30));
        }
      }
    }
    return history;
  }

  private static GrantSeries grant(String id, Random random) {
    Cadence every =
        List.of(Cadence.WEEKLY, Cadence.MONTHLY, Cadence.QUARTERLY).get(random.nextInt(3));
    LocalDate from = FIRST.plusDays(random.nextInt(60) - 20L);
    boolean recurs = random.nextInt(5) > 0;
    LocalDate until = random.nextInt(3) == 0 ? from.plusDays(1 + random.nextInt(150)) : null;
    LocalDate voidFrom = random.nextInt(4) == 0 ? from.plusDays(random.nextInt(150)) : null;
    String rollover = List.of("0", "0.25", "0.333", "1").get(random.nextInt(4));
    CreditGrant.Kind kind =
        random.nextBoolean() ? CreditGrant.Kind.PREPAID : CreditGrant.Kind.PROMOTIONAL;
    boolean isPart = kind == CreditGrant.Kind.PROMOTIONAL && random.nextInt(3) == 0;
    boolean isUnlimited = isPart && !recurs && random.nextBoolean();
    Money amount = GrantHistory.usd(amount(random, 80) + "1");
    return new GrantSeries(
        new CreditGrant(
            id,
            kind,
            isUnlimited ? CreditGrant.unlimited(GrantHistory.USD) : amount,
            random.nextInt(2),
            from,
            until,
            Instant.EPOCH,
            Scope.ALL,
            isPart ? BigDecimal.valueOf(1 + random.nextInt(100)) : null),
        recurs ? every : null,
        new BigDecimal(recurs ? rollover : "0"),
        voidFrom);
  }

  private static String amount(Random random, int most) {
    return random.nextInt(4) == 0 ? "0.0" : random.nextInt(1, most) + "." + random.nextInt(10);
  }
}
