package io.lakebill.schemas.catalog;

import io.lakebill.pricing.model.Bounds;
import io.lakebill.pricing.model.BulkPricing;
import io.lakebill.pricing.model.CommittedPricing;
import io.lakebill.pricing.model.EventAmountPricing;
import io.lakebill.pricing.model.GraduatedPercentagePricing;
import io.lakebill.pricing.model.GroupedPricing;
import io.lakebill.pricing.model.HourlyCommitment;
import io.lakebill.pricing.model.MatrixPricing;
import io.lakebill.pricing.model.PackagePricing;
import io.lakebill.pricing.model.PercentagePricing;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.StairStepPricing;
import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.WindowedPricing;
import io.lakebill.pricing.model.ZeroUsage;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes pricing models of documents, one case for each value of {@code model}. */
final class ModelReader {

  private static final String UNIT_AMOUNT = "unit_amount";

  private static final List<String> OF_THE_WHOLE =
      List.of(
          "currency",
          "conversion",
          "included_units",
          "commitment",
          "commitment_by_hour",
          "overage_factor",
          "minimum",
          "cap");

  private final Problems problems;

  ModelReader(Problems problems) {
    this.problems = problems;
  }

  Optional<PricingModel> model(Element price) {
    Optional<PricingModel> inner = price.at("price").flatMap(this::inner);
    List<MatrixPricing.Cell> cells = entries(price, "cells", ModelReader::cell);
    List<Tier> tiers =
        price.text("model").equals(Optional.of("graduated_percentage"))
            ? entries(price, "tiers", ModelReader::percentTier)
            : entries(price, "tiers", ModelReader::tier);
    List<Tier> steps = entries(price, "steps", ModelReader::step);
    List<HourlyCommitment> byHour = entries(price, "commitment_by_hour", ModelReader::ofHours);
    Optional<PricingModel> model =
        problems.map(price, at -> model(at, tiers, steps, cells, byHour, inner));
    return inner.isPresent() ? model : problems.map(price, at -> committed(at, model));
  }

  /** The model with the commitment that stands beside it, or beside the groups or windows. */
  private static PricingModel committed(Element price, Optional<PricingModel> model) {
    if (price.at("commitment").isPresent()) {
      return new CommittedPricing(
          model.orElseThrow(),
          amount(price, "commitment"),
          price.decimal("overage_factor").orElse(BigDecimal.ONE),
          price.isTrue("true_up"));
    }
    for (String field : List.of("overage_factor", "true_up")) {
      if (price.at(field).isPresent()) {
        throw new IllegalArgumentException("'" + field + "' needs a 'commitment' beside it");
      }
    }
    return model.orElseThrow();
  }

  /** How a group or window is priced; what holds for the whole charge cannot stand in there. */
  private Optional<PricingModel> inner(Element price) {
    for (String field : OF_THE_WHOLE) {
      price
          .at(field)
          .ifPresent(at -> problems.add(at, "'" + field + "' stands beside the outer model"));
    }
    return model(price);
  }

  private static PricingModel model(
      Element price,
      List<Tier> tiers,
      List<Tier> steps,
      List<MatrixPricing.Cell> cells,
      List<HourlyCommitment> byHour,
      Optional<PricingModel> inner) {
    String model = price.required("model");
    return switch (model) {
      case "unit" -> new UnitPricing(amount(price, UNIT_AMOUNT));
      case "tiered" -> new TieredPricing(tiers(price, tiers));
      case "bulk" -> new BulkPricing(tiers(price, tiers));
      case "stair_step" -> new StairStepPricing(tiers(price, steps));
      case "package" ->
          new PackagePricing(
              amount(price, "package_size"),
              amount(price, "package_amount"),
              orNone(price, "free_units"));
      case "matrix" ->
          new MatrixPricing(
              price.texts("dimensions"), cells, price.decimal("default_unit_amount").orElse(null));
      case "percentage" ->
          new PercentagePricing(
              amount(price, "percent"),
              orNone(price, "fixed_amount"),
              price.integer("free_events", 0),
              orNone(price, "free_amount"),
              PriceReader.limits(price, "event_minimum", "event_maximum"));
      case "graduated_percentage" -> new GraduatedPercentagePricing(tiers(price, tiers));
      case "grouped" -> new GroupedPricing(price.texts("dimensions"), committed(price, inner));
      case "per_window", "window_maximum" -> new WindowedPricing(committed(price, inner), byHour);
      case "event_amount" -> new EventAmountPricing();
      default -> throw new IllegalArgumentException("unknown model '" + model + "'");
    };
  }

  private <T> List<T> entries(Element price, String field, Function<Element, T> constructor) {
    return price.each(field).stream()
        .flatMap(entry -> problems.map(entry, constructor).stream())
        .toList();
  }

  private static Tiers tiers(Element price, List<Tier> tiers) {
    return new Tiers(
        tiers,
        Bounds.valueOf(price.text("bounds").orElse("inclusive").toUpperCase(Locale.ROOT)),
        price.isTrue("flat_at_zero") ? ZeroUsage.FLAT_AMOUNT : ZeroUsage.FREE);
  }

  private static Tier tier(Element tier) {
    return new Tier(
        tier.decimal("last_unit").orElse(null),
        amount(tier, UNIT_AMOUNT),
        orNone(tier, "flat_amount"),
        tier.decimal("block_size").orElse(null));
  }

  private static Tier step(Element step) {
    return new Tier(
        step.decimal("last_unit").orElse(null), BigDecimal.ZERO, amount(step, "amount"));
  }

  private static Tier percentTier(Element tier) {
    return new Tier(
        tier.decimal("last_amount").orElse(null),
        amount(tier, "percent"),
        orNone(tier, "flat_amount"));
  }

  private static HourlyCommitment ofHours(Element part) {
    return new HourlyCommitment(
        part.integer("from", 0), part.integer("until", 0), amount(part, "commitment"));
  }

  private static MatrixPricing.Cell cell(Element cell) {
    Map<String, String> when =
        cell.fields().stream()
            .filter(field -> !field.equals(UNIT_AMOUNT))
            .collect(Collectors.toMap(field -> field, cell::required));
    return new MatrixPricing.Cell(when, amount(cell, UNIT_AMOUNT));
  }

  private static BigDecimal amount(Element element, String field) {
    return element
        .decimal(field)
        .orElseThrow(() -> new IllegalArgumentException("'" + field + "' is missing"));
  }

  private static BigDecimal orNone(Element element, String field) {
    return element.decimal(field).orElse(BigDecimal.ZERO);
  }
}
