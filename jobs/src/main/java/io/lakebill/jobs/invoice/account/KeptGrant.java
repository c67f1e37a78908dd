package io.lakebill.jobs.invoice.account;

import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.credit.GrantBalance;
import io.lakebill.pricing.credit.GrantSeries;
import io.lakebill.pricing.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A grant of an account as it was imported, or one of those in which it comes back, and as {@code
 * credit_ledger} has it so far.
 *
 * @param grant with the days on which it pays
 * @param series that it is of
 * @param number which one of the series, from 1
 * @param isOwn whether it is still the account's; it may have been given to another, or be void
 * @param kept what the ledger says of it
 */
public record KeptGrant(
    CreditGrant grant, GrantSeries series, int number, boolean isOwn, GrantLedger kept) {

  /** One of a series, with the days that a void leaves it. */
  static KeptGrant of(GrantSeries series, int number, boolean isOwn, GrantLedger kept) {
    CreditGrant one = series.one(number);
    Optional<CreditGrant> usable = series.unlessVoid(one);
    return new KeptGrant(
        usable.orElse(one),
        series,
        number,
        isOwn && usable.isPresent() && series.has(number),
        kept);
  }

  String id() {
    return grant.id();
  }

  /** The id under which it was imported. */
  public String grantId() {
    return series.grant().id();
  }

  /** Its number as the ledger has it: null for a grant that is given once. */
  public Integer recurrence() {
    return series.recurs() ? number : null;
  }

  /**
   * What the seller has given of it when all is entered: never less than was made of it. A
   * percentage without a limit is given as it is used.
   */
  Money owed() {
    Money used = kept.burned().plus(kept.passedOn()).minus(kept.received());
    return isOwn && grant.isLimited()
        ? grant.amount().minus(kept.burnedElsewhere()).max(used)
        : used;
  }

  /** What is there, if nothing of it had expired. */
  public Money left() {
    return owed().plus(kept.received()).minus(kept.passedOn()).minus(kept.burned());
  }

  /**
   * What invoices may still use.
   *
   * @param drawn what invoices of this run use of it
   */
  GrantBalance balance(Money drawn) {
    if (isOwn && !grant.isLimited()) {
      return GrantBalance.whole(grant);
    }
    return new GrantBalance(grant.of(grant.amount().plus(kept.received())), left().minus(drawn));
  }

  /** The first day of the next one of its series, if it gets a share of what this one leaves. */
  Optional<LocalDate> rollsOverOn() {
    boolean rolls =
        isOwn
            && !isVoided()
            && series.rollover().signum() > 0
            && series.has(number + 1)
            && series.unlessVoid(series.one(number + 1)).isPresent();
    return rolls ? grant.expiry() : Optional.empty();
  }

  /** Whether it pays on fewer days than was agreed first. */
  boolean isVoided() {
    return !grant.expiry().equals(series.one(number).expiry());
  }

  /**
   * What it owes to the next one at its end, less what it gave already. What was given stays given.
   *
   * @param drawn what invoices of this run use of it
   */
  Money toRollOver(Money drawn) {
    Money left = left().minus(drawn);
    return series.rolledOver(left.plus(kept.passedOn())).minus(kept.passedOn()).orZero().min(left);
  }

  KeptGrant receiving(Money amount) {
    return with(kept.receiving(amount));
  }

  KeptGrant passingOn(Money amount) {
    return with(kept.passingOn(amount));
  }

  private KeptGrant with(GrantLedger other) {
    return new KeptGrant(grant, series, number, isOwn, other);
  }
}
