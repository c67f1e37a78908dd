package io.lakebill.jobs.document.einvoice;

import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.DocumentLine;
import io.lakebill.jobs.document.DocumentTax;
import io.lakebill.jobs.document.Party;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a document cannot be an e-invoice. EN 16931 wants one category of VAT per line, two decimals
 * at most, and parties with a country; Peppol wants to know where each is reached.
 */
final class Expressible {

  private static final Set<String> CATEGORIES = Set.of("S", "Z", "E", "AE", "K", "G", "O");

  private final BillingDocument document;
  private final List<String> reasons = new ArrayList<>();

  private Expressible(BillingDocument document) {
    this.document = document;
  }

  /** Every reason of EN 16931; none if it can be one. */
  static List<String> inEn16931(BillingDocument document) {
    Expressible expressible = new Expressible(document);
    expressible.figures();
    expressible.parties();
    expressible.taxes();
    return expressible.reasons;
  }

  /** Every reason of EN 16931 and Peppol. */
  static List<String> inPeppol(BillingDocument document) {
    Expressible expressible = new Expressible(document);
    expressible.figures();
    expressible.parties();
    expressible.addresses();
    expressible.taxes();
    return expressible.reasons;
  }

  private void figures() {
    int decimals = Currency.getInstance(document.currency()).getDefaultFractionDigits();
    because(
        decimals > 2,
        "%s has %d decimals, and EN 16931 two at most".formatted(document.currency(), decimals));
    because(
        document.totals().total().signum() < 0 || document.totals().amountDue().signum() < 0,
        "it comes to less than nothing");
  }

  private void parties() {
    party("seller", document.seller());
    party("buyer", document.buyer());
  }

  private void party(String role, Party party) {
    because(!party.isKept(), "who the " + role + " was is not kept with documents of this age");
    because(party.isKept() && party.country().isEmpty(), "the %s has no country".formatted(role));
  }

  private void addresses() {
    address("seller", document.seller());
    address("buyer", document.buyer());
    boolean isGerman =
        Stream.of(document.seller(), document.buyer())
            .allMatch(party -> party.country().filter("DE"::equals).isPresent());
    because(
        isGerman && document.seller().contact().isEmpty(),
        "seller and buyer are in Germany, where Peppol wants a contact of the seller with name,"
            + " telephone and e-mail; import it with sellers: contact, phone, email");
  }

  private void address(String role, Party party) {
    because(
        party.isKept() && Addresses.of(party).isEmpty(),
        "the %s has no electronic address: neither a VAT number of its country nor an e-mail"
            .formatted(role));
  }

  private void taxes() {
    for (DocumentLine line : document.lines()) {
      String category = line.taxCategory().orElse("");
      because(
          line.taxRateId().isPresent() && !CATEGORIES.contains(category),
          "line %d has %s"
              .formatted(
                  line.number(),
                  category.isEmpty()
                      ? "a rate of tax whose category was not kept"
                      : "several rates of tax, and EN 16931 knows one"));
    }
    boolean anyTaxed = document.lines().stream().anyMatch(line -> line.taxRateId().isPresent());
    boolean allTaxed = document.lines().stream().allMatch(line -> line.taxRateId().isPresent());
    because(anyTaxed && !allTaxed, "some lines name a rate of tax, and some do not");
    boolean anyOutside = document.taxes().stream().anyMatch(tax -> is(tax, "O"));
    because(
        anyOutside && document.taxes().stream().anyMatch(tax -> !is(tax, "O")),
        "some lines are not subject to tax (O), and some are");
    because(
        anyTaxed && !anyOutside && Addresses.vatNumber(document.seller()).isEmpty(),
        "the seller has no VAT number of its country");
    because(
        document.taxes().stream().anyMatch(tax -> is(tax, "AE") || is(tax, "K"))
            && Addresses.vatNumber(document.buyer()).isEmpty(),
        "the buyer owes the tax and has no VAT number of its country");
    because(
        document.taxes().stream()
            .anyMatch(tax -> is(tax, "S") && tax.percent().compareTo(BigDecimal.ZERO) <= 0),
        "a standard rate (S) is 0%");
  }

  private static boolean is(DocumentTax tax, String category) {
    return tax.category().filter(category::equals).isPresent();
  }

  private void because(boolean isSo, String reason) {
    if (isSo) {
      reasons.add(reason);
    }
  }
}
