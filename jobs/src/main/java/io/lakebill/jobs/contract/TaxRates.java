package io.lakebill.jobs.contract;

import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.schemas.account.DatedTaxRate;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;

/** The rates of tax that are in force somewhere and some day. */
public final class TaxRates implements Serializable {

  private static final long serialVersionUID = 1;

  private final HashMap<String, List<DatedTaxRate>> byId;

  private TaxRates(Map<String, List<DatedTaxRate>> byId) {
    this.byId = new HashMap<>(byId);
  }

  /** The rates in rows of {@code tax_rates}. */
  public static TaxRates of(Iterable<Row> rows) {
    return new TaxRates(
        StreamSupport.stream(rows.spliterator(), false)
            .map(ContractRows::taxRate)
            .collect(Collectors.groupingBy(DatedTaxRate::taxRateId)));
  }

  /**
   * The rate of an id on a day: that of the country if it has one, otherwise the one without a
   * country.
   *
   * @param country null if nobody knows it
   */
  public Optional<TaxRate> on(String rateId, String country, LocalDate day) {
    return rowOn(rateId, country, day).map(DatedTaxRate::rate);
  }

  private Optional<DatedTaxRate> rowOn(String rateId, String country, LocalDate day) {
    DatedTaxRate forAll = null;
    for (DatedTaxRate rate : byId.getOrDefault(rateId, List.of())) {
      if (rate.validity().includes(day)) {
        if (rate.country() == null) {
          forAll = rate;
        } else if (rate.country().equals(country)) {
          return Optional.of(rate);
        }
      }
    }
    return Optional.ofNullable(forAll);
  }
}
