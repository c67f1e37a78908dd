package io.lakebill.jobs.document.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;

/** Numbers, amounts and days as a language writes them. Nothing is rounded. */
final class Figures {

  private final Texts texts;
  private final String currency;

  /**
   * Figures of a document.
   *
   * @param currency of its amounts
   */
  Figures(Texts texts, String currency) {
    this.texts = texts;
    this.currency = currency;
  }

  /** With the currency's decimals: JPY none, EUR two, KWD three. */
  String amount(BigDecimal amount) {
    return number(withDecimals(amount, Currency.getInstance(currency).getDefaultFractionDigits()));
  }

  /** The same, and which currency it is. */
  String money(BigDecimal amount) {
    return inCurrency(amount(amount), currency);
  }

  /** The price of one: as many decimals as it has, but the currency's at least. */
  String price(BigDecimal price, String priceCurrency) {
    return number(
        withDecimals(price, Currency.getInstance(priceCurrency).getDefaultFractionDigits()));
  }

  String inCurrency(String figure, String code) {
    return texts.of("money", figure, code);
  }

  /** As many decimals as it has. */
  String quantity(BigDecimal quantity) {
    return number(withDecimals(quantity, 0));
  }

  String percent(BigDecimal percent) {
    return texts.of("percent", quantity(percent));
  }

  String day(LocalDate day) {
    return texts.of(
        "day",
        "%04d".formatted(day.getYear()),
        "%02d".formatted(day.getMonthValue()),
        "%02d".formatted(day.getDayOfMonth()));
  }

  /** From the first to the last day, both included; the end of a period is not. */
  String period(LocalDate start, LocalDate end) {
    return texts.of("from_to", day(start), day(end.minusDays(1)));
  }

  private static BigDecimal withDecimals(BigDecimal figure, int least) {
    BigDecimal plain = figure.stripTrailingZeros();
    return plain.setScale(Math.max(plain.scale(), least), RoundingMode.UNNECESSARY);
  }

  private String number(BigDecimal figure) {
    String[] parts = figure.abs().toPlainString().split("\\.", 2);
    String whole = grouped(parts[0]);
    String plain = parts.length == 1 ? whole : whole + texts.of("decimal") + parts[1];
    return figure.signum() < 0 ? "\u2212" + plain : plain;
  }

  private String grouped(String digits) {
    if (digits.length() < Integer.parseInt(texts.of("grouped_from"))) {
      return digits;
    }
    StringBuilder grouped = new StringBuilder(digits);
    for (int at = digits.length() - 3; at > 0; at -= 3) {
      grouped.insert(at, texts.of("grouping"));
    }
    return grouped.toString();
  }
}
