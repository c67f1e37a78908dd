package io.lakebill.jobs.document;

import java.util.Optional;

/**
 * Who sells or buys, as it was when the document was issued.
 *
 * @param isKept whether the invoice kept who it was; of older ones nothing but the name is known
 * @param email where documents go, as it is today
 * @param contact who answers questions; only of sellers
 */
public record Party(
    String name,
    boolean isKept,
    Optional<String> country,
    Optional<String> taxId,
    Optional<String> address,
    Optional<String> city,
    Optional<String> postalCode,
    Optional<String> email,
    Optional<Contact> contact) {

  /** Who answers questions, as it is today. */
  public record Contact(String name, String phone, String email) {}

  /** One of which nothing was kept but its name. */
  public static Party named(String name) {
    Optional<String> none = Optional.empty();
    return new Party(name, false, none, none, none, none, none, none, Optional.empty());
  }
}
