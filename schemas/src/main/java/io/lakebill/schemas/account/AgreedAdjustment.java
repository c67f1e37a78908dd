package io.lakebill.schemas.account;

import io.lakebill.pricing.charge.PriceAdjustment;
import io.lakebill.pricing.money.Decimals;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * What a subscription pays for a charge instead of its plan's price, for some time.
 *
 * @param chargeId of a charge of its plan
 * @param value the unit amount, percent, fixed amount or quantity, as the kind says
 */
public record AgreedAdjustment(
    String priceAdjustmentId,
    String subscriptionId,
    String chargeId,
    Kind adjustmentKind,
    BigDecimal value,
    Validity validity)
    implements AccountRow {

  /** What is changed. */
  public enum Kind {
    /** The unit amount is another one. */
    OVERRIDE,
    /** So many percent are added to the price; -15 takes 15% off. */
    PERCENT,
    /** So much is added to each unit amount. */
    FIXED,
    /** A fixed fee counts so often. */
    QUANTITY
  }

  /** Refuses what {@link PriceAdjustment} refuses. */
  public AgreedAdjustment {
    Objects.requireNonNull(validity, "validity");
    value = Decimals.stored("value", value);
    with(PriceAdjustment.NONE, adjustmentKind, value);
  }

  /** An adjustment together with this one. */
  public PriceAdjustment with(PriceAdjustment others) {
    return with(others, adjustmentKind, value);
  }

  private static PriceAdjustment with(PriceAdjustment others, Kind kind, BigDecimal value) {
    return switch (kind) {
      case OVERRIDE -> others.withOverride(value);
      case PERCENT -> others.withPercent(value);
      case FIXED -> others.withFixed(value);
      case QUANTITY -> others.withQuantity(value);
    };
  }

  @Override
  public RowKind kind() {
    return RowKind.PRICE_ADJUSTMENTS;
  }

  @Override
  public String id() {
    return priceAdjustmentId;
  }
}
