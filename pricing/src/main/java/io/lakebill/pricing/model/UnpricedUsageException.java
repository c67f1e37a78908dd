package io.lakebill.pricing.model;

import java.util.List;

/**
 * Usage for which a price has neither a cell nor a default. It is never billed as nothing; the
 * charge has to wait until the price names it.
 */
public final class UnpricedUsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int SHOWN = 5;

  /** Names the usage without a price, such as {@code region=eu, plan=pro}; at most five of them. */
  UnpricedUsageException(List<String> unpriced) {
    super(
        "no price for "
            + String.join("; ", unpriced.subList(0, Math.min(SHOWN, unpriced.size())))
            + (unpriced.size() > SHOWN ? " and " + (unpriced.size() - SHOWN) + " more" : "")
            + "; add a cell or a default unit amount");
  }
}
