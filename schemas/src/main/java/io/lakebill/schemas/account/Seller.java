package io.lakebill.schemas.account;

import java.util.Objects;

/**
 * A company that issues invoices.
 *
 * @param invoicePrefix what its invoice numbers begin with
 * @param iban the bank account that invoices are paid to; null if they name none
 * @param bic of its bank; null if unknown
 * @param creditorId by which banks know it as a creditor of direct debits; null if it is none
 * @param contact who answers questions about its invoices
 */
public record Seller(
    String sellerId,
    String name,
    String invoicePrefix,
    Party party,
    String iban,
    String bic,
    String creditorId,
    SellerContact contact)
    implements AccountRow {

  /** The prefix of a seller that names none. */
  public static final String DEFAULT_PREFIX = "INV-";

  public Seller {
    Objects.requireNonNull(party, "party");
    Objects.requireNonNull(contact, "contact");
  }

  /** A seller of which no more is known. */
  public Seller(String sellerId, String name, String invoicePrefix) {
    this(sellerId, name, invoicePrefix, Party.UNKNOWN, null, null, null, SellerContact.NONE);
  }

  @Override
  public RowKind kind() {
    return RowKind.SELLERS;
  }

  @Override
  public String id() {
    return sellerId;
  }
}
