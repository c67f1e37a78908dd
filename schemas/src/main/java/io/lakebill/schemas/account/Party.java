package io.lakebill.schemas.account;

import java.io.Serializable;
import java.util.Optional;

/**
 * Who a seller or a customer is to the law and the post, as invoices say it. All of it may be
 * unknown, which is null.
 *
 * @param country ISO 3166 code, two capitals
 * @param taxId such as a VAT number
 * @param address street and number
 */
public record Party(String country, String taxId, String address, String city, String postalCode)
    implements Serializable {

  /** Somebody of whom nothing is known. */
  public static final Party UNKNOWN = new Party(null, null, null, null, null);

  /** The country, if it is known. */
  public Optional<String> countryCode() {
    return Optional.ofNullable(country);
  }
}
