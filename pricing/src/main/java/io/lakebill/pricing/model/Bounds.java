package io.lakebill.pricing.model;

import java.math.BigDecimal;

/** Which of two neighbouring tiers a quantity on their common bound falls in. */
public enum Bounds {
  /** Tiers are {@code (previous, last unit]}: the bound belongs to the tier that it ends. */
  INCLUSIVE {
    @Override
    boolean within(BigDecimal quantity, BigDecimal lastUnit) {
      return quantity.compareTo(lastUnit) <= 0;
    }
  },
  /** Tiers are {@code [previous, last unit)}: the bound belongs to the tier that it begins. */
  EXCLUSIVE {
    @Override
    boolean within(BigDecimal quantity, BigDecimal lastUnit) {
      return quantity.compareTo(lastUnit) < 0;
    }
  };

  abstract boolean within(BigDecimal quantity, BigDecimal lastUnit);
}
