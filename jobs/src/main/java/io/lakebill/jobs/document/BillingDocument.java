package io.lakebill.jobs.document;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A finalized invoice or credit note, with all that a document shows of it. Figures of a credit
 * note are those that the customer gets back, so they have the opposite sign of the tables', and
 * mostly are positive.
 *
 * @param currency ISO 4217 code of every amount that names no other
 * @param lines in their order; never empty
 * @param taxes one per rate; they add up to the tax of the totals
 * @param usage what was used by day, one chart per meter; may be empty
 * @param refersTo the invoice that it takes back or replaces
 * @param language ISO 639 code of what the account reads; empty if nobody has said
 */
public record BillingDocument(
    Kind kind,
    String number,
    String sellerId,
    Party seller,
    Party buyer,
    BankAccount bank,
    String accountId,
    String currency,
    Dates dates,
    Optional<String> purchaseOrder,
    List<DocumentLine> lines,
    List<DocumentTax> taxes,
    Totals totals,
    List<AppliedRate> rates,
    List<UsageDays> usage,
    Optional<Reference> refersTo,
    Optional<String> language) {

  /** What a document is; e-invoices call them 380 and 381. */
  public enum Kind {
    INVOICE,
    CREDIT_NOTE
  }

  /**
   * Days of a document.
   *
   * @param billed the period boundary that is invoiced
   * @param issued when it was finalized
   * @param termsDays days from issue to due date
   */
  public record Dates(LocalDate billed, LocalDate issued, LocalDate due, int termsDays) {}

  /** What a document is to another one. */
  public enum Relation {
    /** It gives back what the other one asked for, all of it or some. */
    TAKES_BACK,
    /** It stands in the place of the other one, which is void. */
    REPLACES
  }

  /**
   * Another document.
   *
   * @param relation what this one is to it
   * @param reason why this one was asked for
   */
  public record Reference(
      Relation relation, String number, LocalDate issued, Optional<String> reason) {}

  public BillingDocument {
    lines = List.copyOf(lines);
    taxes = List.copyOf(taxes);
    rates = List.copyOf(rates);
    usage = List.copyOf(usage);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("document " + number + " has no lines");
    }
  }

  /** Whether something is given back. */
  public boolean isCreditNote() {
    return kind == Kind.CREDIT_NOTE;
  }
}
