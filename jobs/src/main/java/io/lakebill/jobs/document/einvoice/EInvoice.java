package io.lakebill.jobs.document.einvoice;

import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.DocumentLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a document says as an e-invoice, whatever the syntax: the terms of EN 16931. */
record EInvoice(BillingDocument document) {

  /** When something was supplied, and to which country. */
  record Delivery(LocalDate day, String country) {}

  /** BT-3: of UN/EDIFACT 1001. */
  String typeCode() {
    return document.isCreditNote() ? "381" : "380";
  }

  /** BG-23. */
  List<VatGroup> taxes() {
    return VatGroup.all(document);
  }

  /** Whether tax numbers of parties may be said: not where nothing is subject to tax. */
  boolean saysTax() {
    return taxes().stream().allMatch(tax -> VatGroup.isVat(tax.category()));
  }

  /**
   * BG-13: a supply inside the Union says when and to which country it went: services to the
   * buyer's.
   */
  Optional<Delivery> delivery() {
    if (taxes().stream().noneMatch(tax -> tax.category().equals("K"))) {
      return Optional.empty();
    }
    LocalDate end =
        document.lines().stream()
            .map(DocumentLine::periodEnd)
            .max(LocalDate::compareTo)
            .orElseThrow();
    return Optional.of(new Delivery(end.minusDays(1), document.buyer().country().orElseThrow()));
  }

  /** BG-16: whether it says which account it is paid to. */
  boolean saysAccount() {
    return document.bank().iban().isPresent() && !document.isCreditNote();
  }

  /** BT-20. */
  String terms() {
    return document.isCreditNote()
        ? "Credited; nothing is to be paid"
        : document.dates().termsDays() + " days from the day of issue";
  }

  /** BT-106 and BT-109: discounts are those of lines, so the two are the same. */
  BigDecimal net() {
    return document.totals().subtotal().subtract(document.totals().discount());
  }
}
