package io.lakebill.schemas.account;

import io.lakebill.pricing.charge.PriceAdjustment;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * All that was agreed with one subscription on one charge: adjustments of its price, of which no
 * two of a kind hold on the same day, and quantities.
 */
public record ChargeAdjustments(List<AgreedAdjustment> adjustments, List<ChargeQuantity> quantities)
    implements Serializable {

  /** Nothing but what the plan says. */
  public static final ChargeAdjustments NONE = new ChargeAdjustments(List.of(), List.of());

  public ChargeAdjustments {
    adjustments = List.copyOf(adjustments);
    quantities = List.copyOf(quantities);
  }

  /** What holds on a day, all of it together; empty if it is the plan's price and quantity. */
  public Optional<PriceAdjustment> on(LocalDate day) {
    PriceAdjustment all = PriceAdjustment.NONE;
    // The plan's own counts as agreed from no day, so that whatever was agreed takes its place.
    LocalDate since = LocalDate.MIN;
    for (ChargeQuantity row : quantities) {
      if (!day.isBefore(row.fromDate()) && row.fromDate().isAfter(since)) {
        all = all.withQuantity(row.quantity());
        since = row.fromDate();
      }
    }
    for (AgreedAdjustment row : adjustments) {
      // Of a quantity and an adjustment that start together, the adjustment is the exception.
      boolean isOver =
          row.adjustmentKind() == AgreedAdjustment.Kind.QUANTITY
              && row.validity().from().isBefore(since);
      if (row.validity().includes(day) && !isOver) {
        all = row.with(all);
      }
    }
    return Optional.of(all).filter(some -> !some.equals(PriceAdjustment.NONE));
  }
}
