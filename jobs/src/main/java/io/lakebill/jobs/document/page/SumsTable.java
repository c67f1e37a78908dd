package io.lakebill.jobs.document.page;

import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.DocumentTax;
import io.lakebill.jobs.document.Totals;
import java.math.BigDecimal;

/** Taxes by rate, and what everything comes to. */
final class SumsTable {

  private final Texts texts;
  private final Figures figures;
  private final BillingDocument document;

  SumsTable(Texts texts, Figures figures, BillingDocument document) {
    this.texts = texts;
    this.figures = figures;
    this.document = document;
  }

  void write(Markup page) {
    if (!document.taxes().isEmpty()) {
      page.element("table", this::taxes, "class", "taxes");
    }
    page.element("table", this::sums, "class", "sums");
  }

  private void taxes(Markup table) {
    table.element("caption", texts.of("taxes"));
    table.element(
        "thead",
        head ->
            head.element(
                "tr",
                row -> {
                  row.element("th", texts.of("tax_rate"), "scope", "col");
                  for (String name : new String[] {"tax_percent", "net", "tax_amount"}) {
                    row.element(
                        "th",
                        texts.of(name, document.currency()),
                        "scope",
                        "col",
                        "class",
                        "figure");
                  }
                }));
    table.element(
        "tbody", body -> document.taxes().forEach(tax -> body.element("tr", row -> tax(row, tax))));
  }

  private void tax(Markup row, DocumentTax tax) {
    row.element(
        "th",
        name -> {
          name.foreign(tax.name());
          tax.category()
              .ifPresent(
                  category ->
                      name.element(
                          "span",
                          texts.of("category", texts.of("category." + category), category),
                          "class",
                          "remark"));
          tax.reason()
              .ifPresent(
                  reason -> name.element("span", why -> why.foreign(reason), "class", "remark"));
        },
        "scope",
        "row");
    row.element("td", figures.percent(tax.percent()), "class", "figure");
    row.element("td", figures.amount(tax.net()), "class", "figure");
    row.element("td", figures.amount(tax.tax()), "class", "figure");
  }

  private void sums(Markup table) {
    Totals totals = document.totals();
    table.element("caption", texts.of("sums"));
    table.element(
        "tbody",
        body -> {
          sum(body, "subtotal", totals.subtotal());
          if (totals.discount().signum() != 0) {
            sum(body, "discount", totals.discount().negate());
          }
          sum(body, "tax", totals.tax());
          sum(body, "total", totals.total());
          if (totals.paidByCredits().signum() != 0) {
            sum(body, "paid_by_credits", totals.paidByCredits().negate());
          }
          String due = document.isCreditNote() ? "amount_credited" : "amount_due";
          body.element("tr", row -> cells(row, due, totals.amountDue()), "class", "due");
        });
  }

  private void sum(Markup body, String name, BigDecimal amount) {
    body.element("tr", row -> cells(row, name, amount));
  }

  private void cells(Markup row, String name, BigDecimal amount) {
    row.element("th", texts.of(name), "scope", "row");
    row.element("td", figures.money(amount), "class", "figure");
  }
}
