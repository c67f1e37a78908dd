package io.lakebill.jobs.invoice.account;

import static io.lakebill.jobs.invoice.account.GrantHistory.agreed;
import static io.lakebill.jobs.invoice.account.GrantHistory.postpaid;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.pricing.period.Cadence;
import io.lakebill.pricing.period.Days;
import io.lakebill.schemas.account.AgreedCommitment;
import io.lakebill.schemas.account.CommitmentFee;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What invoices owe to commitments, and when. */
class CommitmentsTest {

  /** 12,000 over two months, of which 5,000 and 4,500 were used: SD20. */
  @Test
  void whatIsMissingIsBilledWithTheLastDay() {
    GrantHistory history = spending("5000", "4500");
    history.commitment(postpaid("c", "12000", "2026-01-01", "2026-03-01"));

    history.night("2026-02-01");
    assertEquals("5000.00", history.dueOf("2026-02-01"));
    assertEquals("0.00", history.billedOf("c"));

    history.night("2026-03-01");
    assertEquals("7000.00", history.dueOf("2026-03-01"));
    assertEquals("2500.00", history.billedOf("c"));

    history.night("2026-04-01");
    assertEquals("2500.00", history.billedOf("c"));
  }

  @Test
  void aCommitmentThatIsReachedOwesNothing() {
    GrantHistory history = spending("8000", "4000");
    history.commitment(postpaid("c", "12000", "2026-01-01", "2026-03-01"));

    history.night("2026-03-01");

    assertEquals("4000.00", history.dueOf("2026-03-01"));
    assertEquals("0.00", history.billedOf("c"));
  }

  @Test
  void whatCameToBeKnownAfterItsInvoiceIsBilledOnOneOfItsOwn() {
    GrantHistory late = spending("5000", "4500");
    late.night("2026-02-01");
    late.commitment(postpaid("c", "6000", "2026-01-01", "2026-02-01"));
    late.night("2026-02-02");
    late.night("2026-03-01");

    assertEquals("1000.00", late.billedOf("c"));
    assertEquals("6000.00", late.dueOf("2026-02-01"));
    assertEquals("4500.00", late.dueOf("2026-03-01"));
  }

  @Test
  void anAccountThatBuysNothingAnyMoreStillOwesIt() {
    GrantHistory history = spending("5000", "4500");
    history.commitment(postpaid("c", "12000", "2026-01-01", "2026-07-01"));

    history.night("2026-06-30");
    assertEquals("0.00", history.billedOf("c"));

    history.night("2026-07-01");
    assertEquals("2500.00", history.dueOf("2026-07-01"));

    history.night("2026-08-01");
    assertEquals("2500.00", history.billedOf("c"));
  }

  /** 1,800 for 2,000 of usage: 1,500 and 700 are used, so 200 are left to pay. */
  @Test
  void aFeeIsOnTheFirstInvoiceAndTheAmountPaysForUsage() {
    GrantHistory history = spending("1500", "700");
    history.commitment(prepaid("2000", "1800", null, null));

    history.night("2026-02-01");
    history.night("2026-03-01");

    assertEquals("1800.00", history.dueOf("2026-02-01"));
    assertEquals("200.00", history.dueOf("2026-03-01"));
    assertEquals(List.of("c grant 2000.00", "c burn 1500.00", "c burn 500.00"), history.entries());
  }

  /** 100 in three: 33.33, then 66.67 less 33.33, then the rest. */
  @Test
  void installmentsAddUpToTheFee() {
    GrantHistory history = spending("0", "0");
    history.usage("2026-03-01", "0").commitment(prepaid("2000", "100", Cadence.MONTHLY, 3));

    history.night("2026-01-15");
    history.night("2026-02-01");
    history.night("2026-03-01");
    history.night("2026-04-01");

    // The first invoice is of 1 February: two installments are due then.
    assertEquals("66.67", history.dueOf("2026-02-01"));
    assertEquals("33.33", history.dueOf("2026-03-01"));
    assertEquals("0.00", history.dueOf("2026-04-01"));
    assertEquals("100.00", history.billedOf("c"));
  }

  @Test
  void aFeeInAdvanceBringsTheFirstInstallmentAtOnce() {
    GrantHistory history = spending("0", "0");
    LocalDate start = LocalDate.parse("2026-01-01");
    history
        .charge("fee", new Days(start, start.plusMonths(1)), start, "10")
        .commitment(prepaid("2000", "100", Cadence.MONTHLY, 4));

    history.night("2026-01-01");

    // 25 of the fee; the 10 are paid by what was committed.
    assertEquals("25.00", history.dueOf("2026-01-01"));
  }

  private static GrantHistory spending(String january, String february) {
    return new GrantHistory().usage("2026-01-01", january).usage("2026-02-01", february);
  }

  private static AgreedCommitment prepaid(
      String amount, String fee, Cadence every, Integer installments) {
    return agreed(
        "c",
        AgreedCommitment.Kind.PREPAID,
        amount,
        "2026-01-01",
        "2027-01-01",
        new CommitmentFee(new BigDecimal(fee), every, installments));
  }
}
