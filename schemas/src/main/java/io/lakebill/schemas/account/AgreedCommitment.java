package io.lakebill.schemas.account;

import io.lakebill.pricing.contract.Commitment;
import io.lakebill.pricing.contract.FeeSchedule;
import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.credit.Scope;
import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Anchor;
import io.lakebill.pricing.period.BillingSchedule;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What an account has agreed to spend over some time.
 *
 * @param amount in the currency, above 0
 * @param days over which it is spent; they end
 * @param products ids of the products whose charges it is for; empty for all
 * @param fee of a prepaid one, see {@link #feeSchedule()}
 * @param tax id of the tax rate of its lines; null for none of its own, see {@link #taxRate()}
 * @param factor what is spent beyond the amount costs so many times its price; null for once, see
 *     {@link #overageFactor()}
 */
public record AgreedCommitment(
    String commitmentId,
    String accountId,
    Kind commitmentKind,
    BigDecimal amount,
    String currency,
    Validity days,
    List<String> products,
    CommitmentFee fee,
    String tax,
    BigDecimal factor)
    implements AccountRow {

  /** When it is paid. */
  public enum Kind {
    /** A fee is billed first, and the amount pays for usage. */
    PREPAID,
    /** What is missing in the end is billed. */
    POSTPAID
  }

  /** Refuses an amount that cannot be billed, and a fee of one that is paid as it is used. */
  public AgreedCommitment {
    Objects.requireNonNull(commitmentKind, "kind");
    products = List.copyOf(products);
    amount = Decimals.plain(amount);
    if (amount.signum() <= 0) {
      throw new IllegalArgumentException("amount " + amount + " is not above 0");
    }
    new Money(amount, PricingUnit.currency(currency));
    if (days.until() == null) {
      throw new IllegalArgumentException("a commitment needs an end");
    }
    if (commitmentKind == Kind.POSTPAID && !fee.equals(CommitmentFee.NONE)) {
      throw new IllegalArgumentException(
          "fee, every and installments are for prepaid commitments, not for postpaid ones");
    }
    if (fee.amount() != null) {
      new Money(fee.amount(), PricingUnit.currency(currency));
    }
    if (factor != null && factor.compareTo(BigDecimal.ONE) < 0) {
      throw new IllegalArgumentException(
          "overage_factor " + factor.toPlainString() + " is less than 1");
    }
    factor = factor == null ? null : Decimals.plain(factor);
  }

  /** What is spent beyond the amount costs so many times its price, if that is not once. */
  public Optional<BigDecimal> overageFactor() {
    return Optional.ofNullable(factor).filter(times -> times.compareTo(BigDecimal.ONE) > 0);
  }

  /** What is to be spent, and when. */
  public Commitment commitment() {
    return new Commitment(money(amount), days.from(), days.until());
  }

  /** When its fee is paid; empty if it is paid as it is used. */
  public Optional<FeeSchedule> feeSchedule() {
    if (commitmentKind == Kind.POSTPAID) {
      return Optional.empty();
    }
    return Optional.of(
        new FeeSchedule(
            money(Objects.requireNonNullElse(fee.amount(), amount)),
            days.from(),
            fee.every(),
            installments()));
  }

  /** What it pays for usage, under its id; empty if it is paid as it is used. */
  public Optional<CreditGrant> grant() {
    return commitmentKind == Kind.POSTPAID
        ? Optional.empty()
        : Optional.of(
            new CreditGrant(
                commitmentId,
                CreditGrant.Kind.PREPAID,
                money(amount),
                0,
                days.from(),
                days.until(),
                days.from().atStartOfDay(ZoneOffset.UTC).toInstant(),
                new Scope(Set.copyOf(products), Set.of())));
  }

  /** The tax rate of its lines, if it names one. */
  public Optional<String> taxRate() {
    return Optional.ofNullable(tax);
  }

  private int installments() {
    if (fee.installments() != null) {
      return fee.installments();
    }
    return fee.every() == null
        ? 1
        : new BillingSchedule(days.from(), days.until(), fee.every(), Anchor.ANNIVERSARY)
            .startedBy(days.until())
            .size();
  }

  private Money money(BigDecimal value) {
    return new Money(value, PricingUnit.currency(currency));
  }

  @Override
  public RowKind kind() {
    return RowKind.COMMITMENTS;
  }

  @Override
  public String id() {
    return commitmentId;
  }
}
