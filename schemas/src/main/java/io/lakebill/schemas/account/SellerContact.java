package io.lakebill.schemas.account;

import java.io.Serializable;

/**
 * Who answers questions about a seller's invoices. All of it may be unknown, which is null.
 *
 * @param phone where that is called
 * @param email where that is written to
 */
public record SellerContact(String name, String phone, String email) implements Serializable {

  /** Of a seller that names nobody. */
  public static final SellerContact NONE = new SellerContact(null, null, null);
}
