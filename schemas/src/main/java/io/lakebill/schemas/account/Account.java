package io.lakebill.schemas.account;

import java.time.ZoneId;
import java.util.Optional;

/**
 * A customer.
 *
 * @param email null when unknown
 * @param timeZone whose midnights begin billing periods
 * @param sellerId who invoices it; null for the default seller
 */
public record Account(String accountId, String name, String email, ZoneId timeZone, String sellerId)
    implements AccountRow {

  /** Where invoices go, if known. */
  public Optional<String> emailAddress() {
    return Optional.ofNullable(email);
  }

  /** The seller it names, if any. */
  public Optional<String> seller() {
    return Optional.ofNullable(sellerId);
  }

  @Override
  public RowKind kind() {
    return RowKind.ACCOUNTS;
  }

  @Override
  public String id() {
    return accountId;
  }
}
