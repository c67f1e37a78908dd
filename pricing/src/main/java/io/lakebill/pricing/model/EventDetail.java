package io.lakebill.pricing.model;

/** What usage must say of its events beside their quantity. */
public enum EventDetail {
  /** Nothing: the quantity is enough. */
  NONE,
  /** How many there were. */
  COUNT,
  /** How many there were, and what the first of them came to, see {@link FreeEvents}. */
  FIRST,
  /** How many there were of each amount, and the order of the first that may be free. */
  AMOUNT
}
