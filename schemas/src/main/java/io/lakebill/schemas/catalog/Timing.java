package io.lakebill.schemas.catalog;

import java.util.Locale;

/** At which end of a period it is billed. */
public enum Timing {
  ADVANCE,
  ARREARS;

  /** The name in documents, {@code advance}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
