package io.lakebill.schemas.catalog;

import java.util.Locale;

/** What becomes of usage that changes after its period was invoiced. */
public enum LateUsage {
  /** The next invoice of the subscription has lines that correct the period. */
  NEXT_INVOICE,
  /** It is corrected at once, by an invoice of that night; by a credit note if that is negative. */
  CREDIT_NOTE,
  /** It is reported, and nothing of it is billed. */
  IGNORE;

  /** The name in documents, {@code next_invoice}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
