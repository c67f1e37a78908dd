package io.lakebill.jobs.document.page;

import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.Party;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who sells, who buys, and which document it is. */
final class PageHead {

  private final Texts texts;
  private final Figures figures;
  private final BillingDocument document;

  PageHead(Texts texts, Figures figures, BillingDocument document) {
    this.texts = texts;
    this.figures = figures;
    this.document = document;
  }

  void write(Markup page) {
    page.element(
        "header",
        head -> {
          head.element("h1", title -> title.text(kind()).text(" ").foreign(document.number()));
          head.element("div", this::parties, "class", "parties");
          head.element("dl", this::facts, "class", "facts");
        });
  }

  private String kind() {
    return texts.of(document.isCreditNote() ? "credit_note" : "invoice");
  }

  private void parties(Markup page) {
    party(page, "seller", document.seller());
    party(page, "buyer", document.buyer());
  }

  private void party(Markup page, String role, Party party) {
    page.element(
        "section",
        section -> {
          section.element("h2", texts.of(role), "id", role);
          section.element("p", name -> name.foreign(party.name()), "class", "name");
          party.address().ifPresent(address -> paragraph(section, address));
          Optional.of(city(party))
              .filter(city -> !city.isEmpty())
              .ifPresent(city -> paragraph(section, city));
          party.country().ifPresent(country -> paragraph(section, country));
          party
              .taxId()
              .ifPresent(
                  id ->
                      section.element(
                          "p", line -> line.text(texts.of("tax_id")).text(" ").foreign(id)));
          if (!party.isKept()) {
            section.element("p", texts.of("not_kept"), "class", "remark");
          }
        },
        "aria-labelledby",
        role);
  }

  private static String city(Party party) {
    return Stream.of(party.postalCode(), party.city())
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }

  private static void paragraph(Markup page, String text) {
    page.element("p", line -> line.foreign(text));
  }

  private void facts(Markup page) {
    fact(page, "issue_date", figures.day(document.dates().issued()));
    fact(page, "billing_date", figures.day(document.dates().billed()));
    if (!document.isCreditNote()) {
      fact(page, "due_date", figures.day(document.dates().due()));
      fact(page, "terms", texts.of("days", document.dates().termsDays()));
    }
    fact(page, "account", document.accountId());
    document
        .refersTo()
        .ifPresent(
            other -> {
              fact(page, relation(other.relation()), other.number());
              fact(page, "other_issued", figures.day(other.issued()));
              other.reason().ifPresent(reason -> fact(page, "reason", reason));
            });
    document.purchaseOrder().ifPresent(order -> fact(page, "purchase_order", order));
  }

  private static String relation(BillingDocument.Relation relation) {
    return switch (relation) {
      case TAKES_BACK -> "takes_back";
      case REPLACES -> "replaces";
    };
  }

  private void fact(Markup page, String name, String value) {
    page.element(
        "div",
        fact -> fact.element("dt", texts.of(name)).element("dd", detail -> detail.foreign(value)));
  }
}
