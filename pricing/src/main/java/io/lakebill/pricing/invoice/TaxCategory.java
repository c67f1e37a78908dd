package io.lakebill.pricing.invoice;

/** How what is sold stands to tax, by the codes of EN 16931 (UNCL 5305). */
public enum TaxCategory {
  /** Taxed. */
  S,
  /** Taxed at 0. */
  Z,
  /** Exempt. */
  E,
  /** The buyer owes the tax. */
  AE,
  /** Supplied to another country of the European Union. */
  K,
  /** Exported. */
  G,
  /** Not subject to tax. */
  O
}
