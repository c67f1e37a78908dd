package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.model.Bounds;
import io.lakebill.pricing.model.BulkPricing;
import io.lakebill.pricing.model.MatrixPricing;
import io.lakebill.pricing.model.PackagePricing;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes prices of documents; what a pricing model refuses becomes a problem at its place. */
final class PriceReader {

  private static final String UNIT_AMOUNT = "unit_amount";

  private final Problems problems;

  PriceReader(Problems problems) {
    this.problems = problems;
  }

  Optional<Price> price(Element price, Optional<UnitConversion> conversion, PricingUnit currency) {
    List<Tier> tiers = entries(price, "tiers", PriceReader::tier);
    List<MatrixPricing.Cell> cells = entries(price, "cells", PriceReader::cell);
    return problems.map(price, at -> price(model(at, tiers, cells), conversion, currency));
  }

  private static Price price(
      PricingModel model, Optional<UnitConversion> conversion, PricingUnit currency) {
    Price metered = new Price(model, currency);
    return conversion.map(metered::withConversion).orElse(metered);
  }

  private <T> List<T> entries(Element price, String field, Function<Element, T> constructor) {
    return price.each(field).stream()
        .flatMap(entry -> problems.map(entry, constructor).stream())
        .toList();
  }

  private static PricingModel model(
      Element price, List<Tier> tiers, List<MatrixPricing.Cell> cells) {
    String model = price.required("model");
    return switch (model) {
      case "unit" -> new UnitPricing(amount(price, UNIT_AMOUNT));
      case "tiered" -> new TieredPricing(new Tiers(tiers, bounds(price)));
      case "bulk" -> new BulkPricing(new Tiers(tiers, bounds(price)));
      case "package" ->
          new PackagePricing(
              amount(price, "package_size"),
              amount(price, "package_amount"),
              price.decimal("free_units").orElse(BigDecimal.ZERO));
      case "matrix" ->
          new MatrixPricing(
              price.texts("dimensions"), cells, price.decimal("default_unit_amount").orElse(null));
      default -> throw new IllegalArgumentException("unknown model '" + model + "'");
    };
  }

  private static Bounds bounds(Element price) {
    return Bounds.valueOf(price.text("bounds").orElse("inclusive").toUpperCase(Locale.ROOT));
  }

  private static Tier tier(Element tier) {
    return new Tier(
        tier.decimal("last_unit").orElse(null),
        amount(tier, UNIT_AMOUNT),
        tier.decimal("flat_amount").orElse(BigDecimal.ZERO));
  }

  private static MatrixPricing.Cell cell(Element cell) {
    Map<String, String> when =
        cell.fields().stream()
            .filter(field -> !field.equals(UNIT_AMOUNT))
            .collect(Collectors.toMap(field -> field, cell::required));
    return new MatrixPricing.Cell(when, amount(cell, UNIT_AMOUNT));
  }

  private static BigDecimal amount(Element element, String field) {
    return element.decimal(field).orElseThrow();
  }
}
