package io.lakebill.pricing.credit;

import io.lakebill.pricing.credit.CreditGrant.Kind;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/** Grants and lines as tests write them down. */
public final class Grants {

  public static final PricingUnit USD = PricingUnit.currency("USD");

  public static final LocalDate FIRST_DAY = LocalDate.parse("2025-01-01");

  private Grants() {}

  public static Money usd(String amount) {
    return new Money(new BigDecimal(amount), USD);
  }

  /** Without an end, of priority 1, for everything. */
  public static GrantBalance grant(String id, Kind kind, Money amount) {
    return grant(id, kind, amount, Scope.ALL);
  }

  public static GrantBalance grant(String id, Kind kind, Money amount, Scope scope) {
    return GrantBalance.whole(
        new CreditGrant(id, kind, amount, 1, FIRST_DAY, null, Instant.EPOCH, scope));
  }

  /** {@code id priority until grantedAt}, prepaid, 100 USD, for everything. */
  public static CreditGrant ordered(String id, int priority, String until, String grantedAt) {
    return new CreditGrant(
        id,
        Kind.PREPAID,
        usd("100"),
        priority,
        FIRST_DAY,
        until.equals("never") ? null : LocalDate.parse(until),
        Instant.parse(grantedAt + "T00:00:00Z"),
        Scope.ALL);
  }

  /** Earned on the last day of January; the product has the name of the charge in capitals. */
  public static CreditLine line(String charge, Money amount) {
    return new CreditLine(
        charge, charge.toUpperCase(Locale.ROOT), LocalDate.parse("2025-01-31"), amount);
  }
}
