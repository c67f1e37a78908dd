package io.lakebill.schemas.catalog;

import java.util.Locale;

/** What becomes of an invoice on which nothing costs anything. */
public enum ZeroInvoices {
  /** It is issued like any other. */
  ISSUE,
  /** There is none: what it would have billed is closed without it. */
  SKIP;

  /** The name in documents, {@code skip}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
