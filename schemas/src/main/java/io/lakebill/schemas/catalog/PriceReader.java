package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.model.Limits;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.math.BigDecimal;
import java.util.Optional;

/** Makes prices of documents; what a price refuses becomes a problem at its place. */
final class PriceReader {

  private final Problems problems;
  private final ModelReader models;

  PriceReader(Problems problems) {
    this.problems = problems;
    this.models = new ModelReader(problems);
  }

  /**
   * A price.
   *
   * @param metered the conversion of its meter, if any
   * @param currency of its amounts; whoever calls has checked it against what the price says
   */
  Optional<Price> price(Element price, Optional<UnitConversion> metered, PricingUnit currency) {
    Optional<UnitConversion> own = price.at("conversion").flatMap(this::conversion);
    if (own.isPresent() && metered.isPresent()) {
      problems.add(price, "the meter converts the quantity already; leave one conversion out");
    }
    Optional<PricingModel> model = models.model(price);
    return problems.map(price, at -> price(at, model, own.or(() -> metered), currency));
  }

  private static Price price(
      Element price,
      Optional<PricingModel> model,
      Optional<UnitConversion> conversion,
      PricingUnit currency) {
    return new Price(
        model.orElseThrow(),
        conversion.orElse(null),
        price.decimal("included_units").orElse(BigDecimal.ZERO),
        limits(price, "minimum", "cap"),
        currency);
  }

  private Optional<UnitConversion> conversion(Element conversion) {
    return problems.map(conversion, MeterReader::conversion);
  }

  /** The least and the most that two fields set. */
  static Limits limits(Element element, String minimum, String maximum) {
    return new Limits(element.decimal(minimum).orElse(null), element.decimal(maximum).orElse(null));
  }
}
