package io.lakebill.pricing.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How a converted quantity becomes a whole number. Negative quantities mirror positive ones. */
public enum Rounding {
  /** It need not be whole. */
  NONE {
    @Override
    public BigDecimal apply(BigDecimal quantity) {
      return quantity;
    }
  },
  /** Away from zero. */
  UP {
    @Override
    public BigDecimal apply(BigDecimal quantity) {
      return quantity.setScale(0, RoundingMode.UP);
    }
  },
  /** Towards zero. */
  DOWN {
    @Override
    public BigDecimal apply(BigDecimal quantity) {
      return quantity.setScale(0, RoundingMode.DOWN);
    }
  },
  /** To the nearest, half away from zero. */
  NEAREST {
    @Override
    public BigDecimal apply(BigDecimal quantity) {
      return quantity.setScale(0, RoundingMode.HALF_UP);
    }
  };

  /** The quantity, rounded to a whole number if at all. */
  public abstract BigDecimal apply(BigDecimal quantity);
}
