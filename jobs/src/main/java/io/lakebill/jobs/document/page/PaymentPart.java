package io.lakebill.jobs.document.page;

import io.lakebill.jobs.document.BillingDocument;

/** How to pay, and by which rates prices became amounts. */
final class PaymentPart {

  private final Texts texts;
  private final Figures figures;
  private final BillingDocument document;

  PaymentPart(Texts texts, Figures figures, BillingDocument document) {
    this.texts = texts;
    this.figures = figures;
    this.document = document;
  }

  void write(Markup page) {
    if (!document.isCreditNote() && document.totals().amountDue().signum() > 0) {
      page.element("section", this::payment, "aria-labelledby", "payment");
    }
    if (!document.rates().isEmpty()) {
      page.element("section", this::rates, "aria-labelledby", "rates");
    }
  }

  private void payment(Markup section) {
    section.element("h2", texts.of("payment"), "id", "payment");
    section.element(
        "dl",
        facts -> {
          fact(facts, "reference", document.number());
          document.bank().iban().ifPresent(iban -> fact(facts, "iban", iban));
          document.bank().bic().ifPresent(bic -> fact(facts, "bic", bic));
        },
        "class",
        "facts");
  }

  private void fact(Markup facts, String name, String value) {
    facts.element(
        "div",
        fact -> fact.element("dt", texts.of(name)).element("dd", detail -> detail.foreign(value)));
  }

  private void rates(Markup section) {
    section.element("h2", texts.of("rates"), "id", "rates");
    section.element(
        "ul",
        list ->
            document
                .rates()
                .forEach(
                    rate ->
                        list.element(
                            "li",
                            texts.of(
                                "exchange_rate",
                                rate.fromCurrency(),
                                figures.quantity(rate.rate()),
                                document.currency(),
                                figures.day(rate.date())))));
  }
}
