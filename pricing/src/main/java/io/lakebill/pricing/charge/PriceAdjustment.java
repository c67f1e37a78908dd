package io.lakebill.pricing.charge;

import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What one customer pays instead of the plan's price: an override of the unit amount, then a
 * percent, then a fixed amount, in this order. The charge shows the adjusted price and nothing of
 * how it was computed.
 *
 * <p>A percent changes every amount of the price: unit amounts, flat amounts and steps, percents
 * and fees per event. A fixed amount changes unit amounts only. Included units, free amounts,
 * minimum, cap and limits per event stay. What falls below 0 is refused.
 *
 * @param override instead of the one unit amount that the price has; null for none, see {@link
 *     #overriding()}
 * @param percent added: -15 takes 15% off; 0 for none
 * @param fixed added to each unit amount, in the currency of the price; 0 for none
 * @param quantity of a fixed fee, instead of the plan's; null for the plan's, see {@link
 *     #quantityOverride()}
 */
public record PriceAdjustment(
    BigDecimal override, BigDecimal percent, BigDecimal fixed, BigDecimal quantity)
    implements Serializable {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Nothing else than the plan's price. */
  public static final PriceAdjustment NONE =
      new PriceAdjustment(null, BigDecimal.ZERO, BigDecimal.ZERO, null);

  /** Refuses a negative override or quantity, and a percent that takes more than everything. */
  public PriceAdjustment {
    override = override == null ? null : Decimals.notNegative("override", override);
    percent = Decimals.stored("percent", percent);
    fixed = Decimals.stored("fixed amount", fixed);
    quantity = quantity == null ? null : Decimals.notNegative("quantity", quantity);
    if (percent.add(HUNDRED).signum() < 0) {
      throw new IllegalArgumentException(
          "an adjustment of " + percent.toPlainString() + "% takes more than the whole price");
    }
  }

  /** The same adjustment with an override of the unit amount. */
  public PriceAdjustment withOverride(BigDecimal unitAmount) {
    return new PriceAdjustment(unitAmount, percent, fixed, quantity);
  }

  /** The same adjustment with another percent. */
  public PriceAdjustment withPercent(BigDecimal other) {
    return new PriceAdjustment(override, other, fixed, quantity);
  }

  /** The same adjustment with another fixed amount. */
  public PriceAdjustment withFixed(BigDecimal amount) {
    return new PriceAdjustment(override, percent, amount, quantity);
  }

  /** The same adjustment with a quantity for a fixed fee. */
  public PriceAdjustment withQuantity(BigDecimal other) {
    return new PriceAdjustment(override, percent, fixed, other);
  }

  /** The unit amount that replaces the plan's, if any. */
  public Optional<BigDecimal> overriding() {
    return Optional.ofNullable(override);
  }

  /** The quantity that replaces the plan's, if any. */
  public Optional<BigDecimal> quantityOverride() {
    return Optional.ofNullable(quantity);
  }

  /**
   * The price as this customer pays it.
   *
   * @throws IllegalArgumentException if there is a quantity (usage is metered), if the model does
   *     not have what is to be changed, or if something would fall below 0
   */
  public Price apply(Price price) {
    if (quantity != null) {
      throw new IllegalArgumentException(
          "the quantity of a usage price is metered and cannot be "
              + quantity.toPlainString()
              + "; override the quantity of a fixed fee");
    }
    PricingModel model = price.model();
    model = overriding().map(model::overridden).orElse(model);
    model = percent.signum() == 0 ? model : model.scaled(factor());
    model = fixed.signum() == 0 ? model : model.raised(fixed);
    return price.withModel(model);
  }

  /**
   * The fee as this customer pays it.
   *
   * @throws IllegalArgumentException if it would fall below 0
   */
  public FixedFee apply(FixedFee fee) {
    BigDecimal overridden = overriding().orElse(fee.amount());
    BigDecimal adjusted = overridden.multiply(factor()).add(fixed);
    return fee.withAmount(Decimals.notNegative("adjusted amount", adjusted))
        .withQuantity(quantityOverride().orElse(fee.quantity()));
  }

  private BigDecimal factor() {
    return BigDecimal.ONE.add(percent.movePointLeft(2));
  }
}
