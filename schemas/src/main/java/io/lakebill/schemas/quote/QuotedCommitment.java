package io.lakebill.schemas.quote;

import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.schemas.account.AgreedCommitment;
import io.lakebill.schemas.account.CommitmentFee;
import io.lakebill.schemas.account.Validity;
import io.lakebill.schemas.document.Element;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;

/**
 * A commitment, and what earlier invoices had of it.
 *
 * @param spent by charges that count towards it
 * @param billed of its fee, or of what was missing
 * @param overage billed of what is beyond it
 */
public record QuotedCommitment(AgreedCommitment agreed, Money spent, Money billed, Money overage) {

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if nobody can agree on that
   */
  static QuotedCommitment of(Element at, PricingUnit currency) {
    AgreedCommitment agreed =
        new AgreedCommitment(
            at.required("id"),
            "quote",
            AgreedCommitment.Kind.valueOf(at.required("kind").toUpperCase(Locale.ROOT)),
            at.decimal("amount").orElseThrow(),
            currency.code(),
            new Validity(
                LocalDate.parse(at.required("from")), LocalDate.parse(at.required("until"))),
            at.texts("products"),
            new CommitmentFee(
                at.decimal("fee").orElse(null),
                at.text("every")
                    .map(name -> Cadence.valueOf(name.toUpperCase(Locale.ROOT)))
                    .orElse(null),
                at.at("installments").isPresent() ? at.integer("installments", 0) : null),
            null,
            at.decimal("overage_factor").orElse(null));
    return new QuotedCommitment(
        agreed,
        money(at, "spent", currency),
        money(at, "billed", currency),
        money(at, "overage", currency));
  }

  private static Money money(Element at, String field, PricingUnit currency) {
    return new Money(at.decimal(field).orElse(BigDecimal.ZERO), currency);
  }
}
