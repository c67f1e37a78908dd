package io.lakebill.pricing.model;

/** What tiers charge when nothing was used. */
public enum ZeroUsage {
  /** Nothing, no flat amount either. */
  FREE,
  /** The flat amount of the first tier. */
  FLAT_AMOUNT
}
