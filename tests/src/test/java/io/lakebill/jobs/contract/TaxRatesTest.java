package io.lakebill.jobs.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.pricing.invoice.TaxCategory;
import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.schemas.table.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TaxRatesTest {

  private static final TaxRates RATES =
      TaxRates.of(
          List.of(
              rate("vat", "Z", "0.000000", null, "2026-01-01", null),
              rate("vat", "S", "19.000000", "DE", "2026-02-01", "2026-07-01"),
              rate("vat", "S", "16.000000", "DE", "2026-07-01", null),
              rate("reduced", "S", "7.000000", "DE", "2026-01-01", null)));

  @Test
  void theRateOfTheCountryComesBeforeTheOneForAll() {
    assertEquals(rate("vat", "19"), on("vat", "DE", "2026-02-01"));
    assertEquals(rate("vat", "0"), on("vat", "FR", "2026-02-01"));
    assertEquals(rate("vat", "0"), on("vat", null, "2026-02-01"));
  }

  @Test
  void aRateHoldsFromItsFirstDayUntilTheDayAfterItsLast() {
    assertEquals(Optional.empty(), on("vat", "DE", "2025-12-31"));
    assertEquals(rate("vat", "0"), on("vat", "DE", "2026-01-31"));
    assertEquals(rate("vat", "19"), on("vat", "DE", "2026-06-30"));
    assertEquals(rate("vat", "16"), on("vat", "DE", "2026-07-01"));
  }

  @Test
  void whereNoRateIsThereIsNone() {
    assertEquals(Optional.empty(), on("reduced", "FR", "2026-03-01"));
    assertEquals(Optional.empty(), on("reduced", null, "2026-03-01"));
    assertEquals(Optional.empty(), on("other", "DE", "2026-03-01"));
  }

  @Test
  void travelsToTasks() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(RATES);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      TaxRates arrived = (TaxRates) in.readObject();
      assertEquals(rate("vat", "19"), arrived.on("vat", "DE", LocalDate.of(2026, 2, 1)));
    }
  }

  private static Optional<TaxRate> on(String id, String country, String day) {
    return RATES.on(id, country, LocalDate.parse(day));
  }

  private static Optional<TaxRate> rate(String code, String percent) {
    TaxCategory category = percent.equals("0") ? TaxCategory.Z : TaxCategory.S;
    return Optional.of(new TaxRate(code, "Tax " + code, category, new BigDecimal(percent)));
  }

  private static Row rate(
      String id, String category, String percent, String country, String from, String until) {
    return Rows.of(
        Table.TAX_RATES,
        "tax_rate_id",
        id,
        "name",
        "Tax " + id,
        "category",
        category,
        "percent",
        new BigDecimal(percent),
        "country",
        country,
        "from_date",
        LocalDate.parse(from),
        "until_date",
        until == null ? null : LocalDate.parse(until));
  }
}
