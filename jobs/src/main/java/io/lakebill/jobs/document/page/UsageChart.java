package io.lakebill.jobs.document.page;

import io.lakebill.jobs.document.UsageDays;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What was used of a meter by day, a bar per day from the first day that has something to the last.
 * Bars are as high as their part of the highest day; what takes something away has none.
 */
final class UsageChart {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 72;

  private final Texts texts;
  private final Figures figures;

  UsageChart(Texts texts, Figures figures) {
    this.texts = texts;
    this.figures = figures;
  }

  void write(Markup page, UsageDays usage) {
    List<UsageDays.Day> days = usage.days();
    LocalDate first = days.get(0).date();
    LocalDate last = days.get(days.size() - 1).date();
    page.element(
        "figure",
        figure -> {
          figure.element(
              "figcaption",
              caption ->
                  caption
                      .foreign(usage.meter())
                      .element(
                          "span",
                          texts.of("chart_days", figures.day(first), figures.day(last)),
                          "class",
                          "remark")
                      .element(
                          "span",
                          texts.of("chart_most", figures.quantity(most(days))),
                          "class",
                          "remark"));
          figure.element(
              "svg",
              svg -> bars(svg, usage, first, ChronoUnit.DAYS.between(first, last) + 1),
              "xmlns",
              "http://www.w3.org/2000/svg",
              "viewBox",
              "0 0 " + WIDTH + " " + HEIGHT,
              "width",
              String.valueOf(WIDTH),
              "height",
              String.valueOf(HEIGHT),
              "role",
              "img",
              "aria-label",
              texts.of("chart_label", usage.meter()));
        });
  }

  private void bars(Markup svg, UsageDays usage, LocalDate first, long days) {
    double slot = (double) WIDTH / days;
    BigDecimal most = most(usage.days());
    for (UsageDays.Day day : usage.days()) {
      if (day.quantity().signum() > 0) {
        double height = Math.max(1, part(day.quantity(), most) * HEIGHT);
        long position = ChronoUnit.DAYS.between(first, day.date());
        svg.element(
            "rect",
            bar ->
                bar.element(
                    "title", figures.day(day.date()) + ": " + figures.quantity(day.quantity())),
            "x",
            pixels(position * slot),
            "y",
            pixels(HEIGHT - height),
            "width",
            pixels(Math.max(0.5, Math.min(slot * 0.8, 24))),
            "height",
            pixels(height),
            "fill",
            "#3b6fb6");
      }
    }
  }

  private static BigDecimal most(List<UsageDays.Day> days) {
    return days.stream().map(UsageDays.Day::quantity).reduce(BigDecimal.ZERO, BigDecimal::max);
  }

  private static double part(BigDecimal quantity, BigDecimal most) {
    return quantity.divide(most, MathContext.DECIMAL32).doubleValue();
  }

  /** Hundredths, whatever the language of the machine. */
  private static String pixels(double length) {
    return BigDecimal.valueOf(Math.round(length * 100), 2).toPlainString();
  }
}
