package io.lakebill.jobs.document.page;

import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.DocumentLine;
import io.lakebill.jobs.document.LineGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a document as a table. Steps of one charge stand together under its name and sum; a
 * column that no line has anything for is left out.
 */
final class LinesTable {

  private final Texts texts;
  private final Figures figures;
  private final BillingDocument document;
  private final boolean hasDiscounts;
  private final boolean hasTaxes;

  LinesTable(Texts texts, Figures figures, BillingDocument document) {
    this.texts = texts;
    this.figures = figures;
    this.document = document;
    this.hasDiscounts = document.lines().stream().anyMatch(line -> line.discount().signum() != 0);
    this.hasTaxes = !document.taxes().isEmpty();
  }

  void write(Markup page) {
    page.element(
        "table",
        table -> {
          table.element("caption", texts.of("lines"));
          table.element("thead", head -> head.element("tr", this::heads));
          LineGroup.of(document.lines()).forEach(group -> write(table, group));
        },
        "class",
        "lines");
  }

  private void heads(Markup row) {
    row.element("th", texts.of("description"), "scope", "col");
    row.element("th", texts.of("period"), "scope", "col");
    for (String name : figureColumns()) {
      row.element("th", texts.of(name, document.currency()), "scope", "col", "class", "figure");
    }
  }

  private List<String> figureColumns() {
    List<String> columns = new ArrayList<>(List.of("quantity", "unit_price"));
    if (hasTaxes) {
      columns.add("tax_percent");
    }
    if (hasDiscounts) {
      columns.add("discount_of_line");
    }
    columns.add("amount");
    return columns;
  }

  private void write(Markup table, LineGroup group) {
    table.element(
        "tbody",
        body -> {
          if (group.lines().size() > 1) {
            body.element("tr", row -> head(row, group), "class", "group");
          }
          group
              .lines()
              .forEach(
                  line -> body.element("tr", row -> line(row, group, line), "class", kind(group)));
        });
  }

  private static String kind(LineGroup group) {
    return group.lines().size() > 1 ? "step" : "line";
  }

  private void head(Markup row, LineGroup group) {
    DocumentLine first = group.lines().get(0);
    row.element("th", name -> described(name, group.name(), first), "scope", "rowgroup");
    period(row, first);
    row.element(
        "td",
        figures.amount(group.amount()),
        "colspan",
        String.valueOf(figureColumns().size()),
        "class",
        "figure");
  }

  private void line(Markup row, LineGroup group, DocumentLine line) {
    boolean isStep = group.lines().size() > 1;
    row.element(
        "th",
        name -> {
          if (isStep) {
            name.foreign(group.step(line));
          } else {
            described(name, line.description(), line);
          }
        },
        "scope",
        "row");
    if (isStep) {
      row.element("td", "");
    } else {
      period(row, line);
    }
    figure(row, figures.quantity(line.quantity()));
    figure(row, unitPrice(line));
    if (hasTaxes) {
      figure(row, line.taxRateId().isEmpty() ? "" : figures.percent(line.taxPercent()));
    }
    if (hasDiscounts) {
      figure(row, line.discount().signum() == 0 ? "" : figures.amount(line.discount().negate()));
    }
    figure(row, figures.amount(line.amount()));
  }

  private void described(Markup name, String description, DocumentLine line) {
    name.foreign(description);
    if (line.correction()) {
      String period = figures.period(line.periodStart(), line.periodEnd());
      name.element("span", texts.of("corrects", period), "class", "remark");
    }
  }

  private String unitPrice(DocumentLine line) {
    return line.unitAmount()
        .map(
            price ->
                line.priceCurrency()
                    .map(code -> figures.inCurrency(figures.price(price, code), code))
                    .orElseGet(() -> figures.price(price, document.currency())))
        .orElse("");
  }

  private void period(Markup row, DocumentLine line) {
    row.element("td", figures.period(line.periodStart(), line.periodEnd()), "class", "period");
  }

  private static void figure(Markup row, String figure) {
    row.element("td", figure, "class", "figure");
  }
}
