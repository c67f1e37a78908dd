package io.lakebill.schemas.account;

import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.credit.GrantSeries;
import io.lakebill.pricing.credit.Scope;
import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Credit that an account was granted. Amounts are as written; {@link AccountChecks} knows the units
 * of the catalog and refuses one that has more decimals.
 *
 * @param amount in the currency or pricing unit; above 0, or 0 for a percentage without a limit
 * @param currency ISO 4217 code, or a pricing unit of the catalog
 * @param priority the smallest is burned first
 * @param validFrom the first day, in the account's time zone
 * @param validUntil the day after the last; null for no end
 * @param grantedAt decides between grants that are otherwise equal, the earlier first
 * @param charges ids of the charges it may pay for, beside the products; neither is all
 * @param products ids of the products whose charges it may pay for
 * @param recurrence whether and how it comes back, and from when on it is void
 * @param percent of what it may pay for that it pays; null for all of it
 */
public record GrantedCredit(
    String creditGrantId,
    String accountId,
    CreditGrant.Kind creditKind,
    BigDecimal amount,
    String currency,
    int priority,
    LocalDate validFrom,
    LocalDate validUntil,
    Instant grantedAt,
    List<String> charges,
    List<String> products,
    GrantRecurrence recurrence,
    BigDecimal percent)
    implements AccountRow {

  /** Copies the lists; an amount is the same however it is written. */
  public GrantedCredit {
    amount = Decimals.plain(amount);
    charges = List.copyOf(charges);
    products = List.copyOf(products);
    Objects.requireNonNull(recurrence, "recurrence");
    percent = percent == null ? null : Decimals.plain(percent);
  }

  /** A grant that is given once, is never void and pays all of what it covers. */
  public GrantedCredit(
      String creditGrantId,
      String accountId,
      CreditGrant.Kind creditKind,
      BigDecimal amount,
      String currency,
      int priority,
      LocalDate validFrom,
      LocalDate validUntil,
      Instant grantedAt,
      List<String> charges,
      List<String> products) {
    this(
        creditGrantId,
        accountId,
        creditKind,
        amount,
        currency,
        priority,
        validFrom,
        validUntil,
        grantedAt,
        charges,
        products,
        GrantRecurrence.ONCE,
        null);
  }

  /**
   * The grant as {@code pricing} has it.
   *
   * @throws IllegalArgumentException if it cannot be granted
   */
  public GrantSeries series(PricingUnit unit) {
    return recurrence.of(
        new CreditGrant(
            creditGrantId,
            creditKind,
            percent != null && amount.signum() == 0
                ? CreditGrant.unlimited(unit)
                : new Money(amount, unit),
            priority,
            validFrom,
            validUntil,
            grantedAt,
            scope(),
            percent));
  }

  /** What it may pay for. */
  public Scope scope() {
    return new Scope(Set.copyOf(products), Set.copyOf(charges));
  }

  /** The day after its last, if it ends. */
  public Optional<LocalDate> end() {
    return Optional.ofNullable(validUntil);
  }

  @Override
  public RowKind kind() {
    return RowKind.CREDIT_GRANTS;
  }

  @Override
  public String id() {
    return creditGrantId;
  }
}
