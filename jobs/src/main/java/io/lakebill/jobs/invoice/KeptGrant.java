package io.lakebill.jobs.invoice;

import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.credit.GrantBalance;
import io.lakebill.pricing.credit.Scope;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * A grant of an account as it was imported, and as {@code credit_ledger} has it so far.
 *
 * @param isOwn whether it is still the account's; it may have been given to another
 * @param granted what the account was given of it, by the ledger
 * @param burned what of that paid invoices
 * @param expired what of that expired
 * @param burnedElsewhere what paid invoices of accounts that had it before
 */
record KeptGrant(
    CreditGrant grant,
    boolean isOwn,
    Money granted,
    Money burned,
    Money expired,
    Money burnedElsewhere) {

  /**
   * Reads it; empty if nobody knows its unit any more.
   *
   * @param units by code
   */
  static Optional<KeptGrant> of(Row row, Function<String, Optional<PricingUnit>> units) {
    return units.apply(row.getAs("unit")).map(unit -> of(row, unit));
  }

  private static KeptGrant of(Row row, PricingUnit unit) {
    return new KeptGrant(
        new CreditGrant(
            row.getAs("credit_grant_id"),
            CreditGrant.Kind.valueOf(row.<String>getAs("kind").toUpperCase(Locale.ROOT)),
            money(row, "amount", unit),
            row.<Integer>getAs("priority"),
            row.<LocalDate>getAs("valid_from"),
            row.<LocalDate>getAs("valid_until"),
            row.getAs("granted_at"),
            new Scope(texts(row, "products"), texts(row, "charges"))),
        row.<Boolean>getAs("is_own"),
        money(row, "granted", unit),
        money(row, "burned", unit),
        money(row, "expired", unit),
        money(row, "burned_elsewhere", unit));
  }

  private static Set<String> texts(Row row, String column) {
    return Set.copyOf(row.getList(row.fieldIndex(column)));
  }

  private static Money money(Row row, String column, PricingUnit unit) {
    return Money.round(row.<BigDecimal>getAs(column), unit);
  }

  /** What the account has been given of it when all is entered: never less than it used. */
  Money owed() {
    return isOwn ? grant.amount().minus(burnedElsewhere).max(burned) : burned;
  }

  /** What invoices may still use. */
  GrantBalance balance() {
    return new GrantBalance(grant, owed().minus(burned));
  }
}
