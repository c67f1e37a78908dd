package io.lakebill.schemas.catalog;

import java.util.Locale;

/** How a rule compares a property of an event with its value. */
public enum Operator {
  EQ,
  NE,
  IN,
  NOT_IN,
  GT,
  GTE,
  LT,
  LTE,
  EXISTS,
  NOT_EXISTS,
  CONTAINS,
  STARTS_WITH;

  /** Whether the rule needs no value. */
  public boolean asksForExistence() {
    return this == EXISTS || this == NOT_EXISTS;
  }

  /** Whether any number of values is meant, rather than one. */
  public boolean takesList() {
    return this == IN || this == NOT_IN;
  }

  /** Whether it compares numbers, and not texts. */
  public boolean comparesNumbers() {
    return this == GT || this == GTE || this == LT || this == LTE;
  }

  /** The name in documents, {@code not_in}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
