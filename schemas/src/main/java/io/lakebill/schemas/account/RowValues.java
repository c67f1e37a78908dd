package io.lakebill.schemas.account;

import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;

/** Checks of single values whose form is right: whether there is such a day, country, currency. */
final class RowValues {

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private RowValues() {}

  /** Notes each value that names nothing. */
  static void check(RowKind kind, Element row, Problems found) {
    for (String column : row.fields()) {
      row.at(column)
          .ifPresent(value -> check(kind.type(column), value, value.text().orElse(""), found));
    }
  }

  private static void check(String type, Element value, String text, Problems found) {
    switch (type) {
      case "date" -> day(value, text, found);
      case "country" -> {
        if (!COUNTRIES.contains(text)) {
          found.add(value, "there is no country '" + text + "'; ISO 3166 has DE, GB, US, ...");
        }
      }
      case "currency" -> currency(value, text, found);
      default -> {
        // Names and numbers are right if their form is.
      }
    }
  }

  private static void day(Element value, String text, Problems found) {
    try {
      LocalDate.parse(text);
    } catch (DateTimeException e) {
      found.add(value, "there is no day " + text);
    }
  }

  private static void currency(Element value, String text, Problems found) {
    try {
      PricingUnit.currency(text);
    } catch (IllegalArgumentException e) {
      found.add(value, e.getMessage());
    }
  }
}
