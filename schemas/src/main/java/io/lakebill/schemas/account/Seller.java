package io.lakebill.schemas.account;

/**
 * A company that issues invoices.
 *
 * @param invoicePrefix what its invoice numbers begin with
 */
public record Seller(String sellerId, String name, String invoicePrefix) implements AccountRow {

  /** The prefix of a seller that names none. */
  public static final String DEFAULT_PREFIX = "INV-";

  @Override
  public RowKind kind() {
    return RowKind.SELLERS;
  }

  @Override
  public String id() {
    return sellerId;
  }
}
