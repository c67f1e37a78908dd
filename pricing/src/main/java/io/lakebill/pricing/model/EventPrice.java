package io.lakebill.pricing.model;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;

/** What events cost that are priced one by one. Pure and exact. */
public interface EventPrice extends Serializable {

  /** Exact money for an event of this amount, with as many decimals as it takes. */
  BigDecimal of(BigDecimal event);

  /** The same of the first events, in the order of time, as many of which may be free. */
  BigDecimal ofFirst(List<BigDecimal> inOrder);
}
