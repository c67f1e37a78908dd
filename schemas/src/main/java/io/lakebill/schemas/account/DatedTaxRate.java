package io.lakebill.schemas.account;

import io.lakebill.pricing.invoice.TaxCategory;
import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.pricing.money.Decimals;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * A rate of tax, for the accounts of a country and for some time.
 *
 * @param name as invoices show it
 * @param percent of the net amount; above 0 in category S, 0 in all others
 * @param country ISO 3166 code; null for all countries that have no row of their own
 */
public record DatedTaxRate(
    String taxRateId,
    String name,
    TaxCategory category,
    BigDecimal percent,
    String country,
    Validity validity)
    implements AccountRow {

  private static final BigDecimal MOST = BigDecimal.valueOf(100);
  private static final int MOST_DECIMALS = 6;

  /** Refuses a percentage that does not fit the category, or is more than everything. */
  public DatedTaxRate {
    Objects.requireNonNull(validity, "validity");
    percent = Decimals.notNegative("percent", percent);
    if (percent.compareTo(MOST) > 0 || percent.scale() > MOST_DECIMALS) {
      throw new IllegalArgumentException(
          "percent %s is not 0 to 100 with at most %d decimals"
              .formatted(percent.toPlainString(), MOST_DECIMALS));
    }
    if (category == TaxCategory.S && percent.signum() == 0) {
      throw new IllegalArgumentException(
          "percent of category S is above 0; what is taxed at 0 has category Z");
    }
    if (category != TaxCategory.S && percent.signum() > 0) {
      throw new IllegalArgumentException(
          "percent of category %s is 0, not %s".formatted(category, percent.toPlainString()));
    }
  }

  /** The country it is for, if it is not for all others. */
  public Optional<String> countryCode() {
    return Optional.ofNullable(country);
  }

  /** The rate as invoices reckon with it, under its id. */
  public TaxRate rate() {
    return new TaxRate(taxRateId, name, category, percent);
  }

  @Override
  public RowKind kind() {
    return RowKind.TAX_RATES;
  }

  @Override
  public String id() {
    return RowKind.id(taxRateId, country, validity.from().toString());
  }
}
