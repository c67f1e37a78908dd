package io.lakebill.pricing.invoice;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether an account is taxed. If it is not, its invoices show tax at 0 and say why.
 *
 * @param reason empty if it is taxed
 */
public record TaxTreatment(Kind kind, String reason) implements Serializable {

  /** An account that is taxed at the rates of its lines. */
  public static final TaxTreatment TAXED = new TaxTreatment(Kind.TAXED, "");

  /** How an account stands to tax. */
  public enum Kind {
    TAXED,
    /** It owes no tax. */
    EXEMPT,
    /** It owes the tax to its own state, not to the seller. */
    REVERSE_CHARGE;

    /** The category of what it is not taxed on. */
    private TaxCategory category() {
      return this == REVERSE_CHARGE ? TaxCategory.AE : TaxCategory.E;
    }
  }

  /** Refuses an exemption without a reason, and a reason without one. */
  public TaxTreatment {
    Objects.requireNonNull(kind, "kind");
    if (kind == Kind.TAXED && !reason.isEmpty()) {
      throw new IllegalArgumentException("a taxed account needs no reason, but has: " + reason);
    }
    if (kind != Kind.TAXED && reason.isBlank()) {
      throw new IllegalArgumentException("an account that is not taxed needs a reason: " + kind);
    }
  }

  /** An account that owes no tax. */
  public static TaxTreatment exempt(String reason) {
    return new TaxTreatment(Kind.EXEMPT, reason);
  }

  /** An account that owes the tax to its own state. */
  public static TaxTreatment reverseCharge(String reason) {
    return new TaxTreatment(Kind.REVERSE_CHARGE, reason);
  }

  /** The rate that is applied where a line has this one; what is taxed by nobody stays as it is. */
  public TaxRate applied(TaxRate rate) {
    return kind == Kind.TAXED ? rate : rate.notOwed(kind.category());
  }

  /** Why a rate that was applied is 0, where that is the account's doing. */
  Optional<String> reasonOf(TaxRate applied) {
    return kind != Kind.TAXED && applied.category() == kind.category()
        ? Optional.of(reason)
        : Optional.empty();
  }
}
