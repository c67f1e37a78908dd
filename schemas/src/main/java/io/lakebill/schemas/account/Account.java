package io.lakebill.schemas.account;

import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * A customer.
 *
 * @param email null when unknown
 * @param timeZone whose midnights begin billing periods
 * @param sellerId who invoices it; null for the default seller
 * @param terms what was agreed on its invoices
 * @param paidBy the account that its invoices go to; null for itself, see {@link #payer()}
 * @param language ISO 639 code of what it reads; null for English
 * @param debit the bank account that it may be debited from
 */
public record Account(
    String accountId,
    String name,
    String email,
    ZoneId timeZone,
    String sellerId,
    Party party,
    InvoiceTerms terms,
    String paidBy,
    String language,
    DirectDebit debit)
    implements AccountRow {

  public Account {
    Objects.requireNonNull(party, "party");
    Objects.requireNonNull(terms, "terms");
    Objects.requireNonNull(debit, "debit");
  }

  /** An account that pays for itself. */
  public Account(
      String accountId,
      String name,
      String email,
      ZoneId timeZone,
      String sellerId,
      Party party,
      InvoiceTerms terms) {
    this(accountId, name, email, timeZone, sellerId, party, terms, null, null, DirectDebit.NONE);
  }

  /** An account of which no more is known, and with which nothing was agreed. */
  public Account(String accountId, String name, String email, ZoneId timeZone, String sellerId) {
    this(accountId, name, email, timeZone, sellerId, Party.UNKNOWN, InvoiceTerms.NONE);
  }

  /** Where invoices go, if known. */
  public Optional<String> emailAddress() {
    return Optional.ofNullable(email);
  }

  /** The seller it names, if any. */
  public Optional<String> seller() {
    return Optional.ofNullable(sellerId);
  }

  /** The account that pays for it, if another does. */
  public Optional<String> payer() {
    return Optional.ofNullable(paidBy);
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
