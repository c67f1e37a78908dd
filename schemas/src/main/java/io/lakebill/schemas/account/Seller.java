package io.lakebill.schemas.account;

import java.io.Serializable;

/**
 * A company that issues invoices.
 *
 * @param invoicePrefix what its invoice numbers begin with
 */
public record Seller(String sellerId, String name, String invoicePrefix) implements Serializable {

  /** The prefix of a seller that names none. */
  public static final String DEFAULT_PREFIX = "INV-";
}
