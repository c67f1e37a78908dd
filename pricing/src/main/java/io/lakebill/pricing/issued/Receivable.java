package io.lakebill.pricing.issued;

import io.lakebill.pricing.money.Money;

/**
 * What is still to be paid of an issued invoice, as it goes on.
 *
 * @param balance what is still to be paid; less than nothing for what was paid too much
 * @param paid what came for it, less what went back
 * @param end how it was given up or taken back, if it was
 */
public record Receivable(Money balance, Money paid, End end) {

  /** Why no payment is expected any more. */
  public enum End {
    /** It still is. */
    NONE,
    /** All of it was taken back. */
    VOID,
    /** Nobody will pay it. */
    UNCOLLECTIBLE
  }

  /** How an invoice stands. */
  public enum Status {
    OPEN,
    PARTLY_PAID,
    PAID,
    OVERPAID,
    VOID,
    UNCOLLECTIBLE
  }

  /** Of an invoice that was just issued. */
  public static Receivable of(Money amountDue) {
    return new Receivable(amountDue, Money.zero(amountDue.currency()), End.NONE);
  }

  /**
   * After a credit note.
   *
   * @param amount what it takes off what is to be paid, not negative
   */
  public Receivable credited(Money amount) {
    return new Receivable(balance.minus(amount), paid, end);
  }

  /** After all that was left of it was taken back by a credit note of that amount. */
  public Receivable voided(Money amount) {
    return new Receivable(balance.minus(amount), paid, End.VOID);
  }

  /** After money came for it. */
  public Receivable paid(Money amount) {
    return new Receivable(balance.minus(amount), paid.plus(amount), end);
  }

  /** After money went back, by a refund or a chargeback. */
  public Receivable gaveBack(Money amount) {
    return new Receivable(balance.plus(amount), paid.minus(amount), end);
  }

  /** After it was given up; a payment may come all the same. */
  public Receivable givenUp() {
    return end == End.VOID ? this : new Receivable(balance, paid, End.UNCOLLECTIBLE);
  }

  /** Whether somebody is still asked to pay it. */
  public boolean isExpected() {
    return end == End.NONE && balance.signum() > 0;
  }

  /** How it stands. */
  public Status status() {
    if (end == End.VOID && balance.signum() >= 0) {
      return Status.VOID;
    }
    if (balance.signum() <= 0) {
      return balance.signum() < 0 ? Status.OVERPAID : Status.PAID;
    }
    if (end == End.UNCOLLECTIBLE) {
      return Status.UNCOLLECTIBLE;
    }
    return paid.signum() > 0 ? Status.PARTLY_PAID : Status.OPEN;
  }
}
