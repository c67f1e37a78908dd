package io.lakebill.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How a converted quantity becomes a whole number. Negative quantities mirror positive ones. */
public enum Rounding {
  /** It need not be whole. */
  NONE {
    @Override
    BigDecimal apply(BigDecimal quantity) {
      return quantity;
    }
  },
  /** Away from zero. */
  UP {
    @Override
    BigDecimal apply(BigDecimal quantity) {
      return quantity.setScale(0, RoundingMode.UP);
    }
  },
  /** Towards zero. */
  DOWN {
    @Override
    BigDecimal apply(BigDecimal quantity) {
      return quantity.setScale(0, RoundingMode.DOWN);
    }
  },
  /** To the nearest, half away from zero. */
  NEAREST {
    @Override
    BigDecimal apply(BigDecimal quantity) {
      return quantity.setScale(0, RoundingMode.HALF_UP);
    }
  };

  abstract BigDecimal apply(BigDecimal quantity);
}
