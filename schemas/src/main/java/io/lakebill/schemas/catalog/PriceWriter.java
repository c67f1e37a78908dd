package io.lakebill.schemas.catalog;

import static io.lakebill.schemas.catalog.ChargeWriter.put;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.model.Bounds;
import io.lakebill.pricing.model.BulkPricing;
import io.lakebill.pricing.model.CommittedPricing;
import io.lakebill.pricing.model.GraduatedPercentagePricing;
import io.lakebill.pricing.model.GroupedPricing;
import io.lakebill.pricing.model.HourlyCommitment;
import io.lakebill.pricing.model.Limits;
import io.lakebill.pricing.model.MatrixPricing;
import io.lakebill.pricing.model.PackagePricing;
import io.lakebill.pricing.model.PercentagePricing;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.StairStepPricing;
import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.WindowedPricing;
import io.lakebill.pricing.model.ZeroUsage;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Writes prices in the shape of documents, without what is a default. */
final class PriceWriter {

  private PriceWriter() {}

  /**
   * The price without its currency, which the plan has.
   *
   * @param metered the conversion of its meter, which the price has not to say again
   */
  static ObjectNode write(Price price, Optional<UnitConversion> metered) {
    ObjectNode node = model(price.model());
    if (metered.isEmpty()) {
      price.unitConversion().ifPresent(conversion -> conversion(node, conversion));
    }
    putUnlessNone(node, "included_units", price.includedUnits());
    limits(node, price.limits(), "minimum", "cap");
    return unit(node, price.currency());
  }

  /** Puts how a quantity is converted. */
  static void conversion(ObjectNode node, UnitConversion conversion) {
    put(node.putObject("conversion"), "factor", conversion.factor())
        .put("rounding", conversion.rounding().name().toLowerCase(Locale.ROOT));
  }

  /** Puts a pricing unit of the catalog; a currency is that of the plan. */
  static ObjectNode unit(ObjectNode node, PricingUnit unit) {
    return unit.isCurrency() ? node : node.put("currency", unit.code());
  }

  private static ObjectNode model(PricingModel model) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (model instanceof UnitPricing unit) {
      put(node.put("model", "unit"), "unit_amount", unit.unitAmount());
    } else if (model instanceof TieredPricing tiered) {
      tiers(node.put("model", "tiered"), tiered.tiers());
    } else if (model instanceof BulkPricing bulk) {
      tiers(node.put("model", "bulk"), bulk.tiers());
    } else if (model instanceof StairStepPricing stairs) {
      steps(node.put("model", "stair_step"), stairs.steps());
    } else if (model instanceof PackagePricing packages) {
      put(node.put("model", "package"), "package_size", packages.packageSize());
      put(node, "package_amount", packages.packageAmount());
      put(node, "free_units", packages.freeUnits());
    } else if (model instanceof MatrixPricing matrix) {
      matrix(node.put("model", "matrix"), matrix);
    } else if (model instanceof PercentagePricing percentage) {
      percentage(node.put("model", "percentage"), percentage);
    } else if (model instanceof GraduatedPercentagePricing graduated) {
      percentTiers(node.put("model", "graduated_percentage"), graduated.tiers());
    } else if (model instanceof GroupedPricing grouped) {
      node.put("model", "grouped");
      grouped.dimensions().forEach(dimension -> node.withArray("dimensions").add(dimension));
      within(node, grouped.inner());
    } else if (model instanceof WindowedPricing windows) {
      within(node.put("model", "per_window"), windows.inner());
      for (HourlyCommitment part : windows.byHour()) {
        ObjectNode partNode = node.withArray("commitment_by_hour").addObject();
        put(
            partNode.put("from", part.from()).put("until", part.until()),
            "commitment",
            part.commitment());
      }
    } else if (model instanceof CommittedPricing committed) {
      return committed(model(committed.inner()), committed);
    } else {
      node.put("model", "event_amount");
    }
    return node;
  }

  private static void tiers(ObjectNode node, Tiers tiers) {
    for (Tier tier : tiers.asList()) {
      ObjectNode tierNode = bounded(node, "tiers", "last_unit", tier);
      put(tierNode, "unit_amount", tier.unitAmount());
      putUnlessNone(tierNode, "flat_amount", tier.flatAmount());
      tier.block().ifPresent(size -> put(tierNode, "block_size", size));
    }
    rules(node, tiers);
  }

  private static void steps(ObjectNode node, Tiers steps) {
    for (Tier step : steps.asList()) {
      put(bounded(node, "steps", "last_unit", step), "amount", step.flatAmount());
    }
    rules(node, steps);
  }

  private static void percentTiers(ObjectNode node, Tiers tiers) {
    for (Tier tier : tiers.asList()) {
      ObjectNode tierNode = bounded(node, "tiers", "last_amount", tier);
      put(tierNode, "percent", tier.unitAmount());
      putUnlessNone(tierNode, "flat_amount", tier.flatAmount());
    }
    rules(node, tiers);
  }

  private static ObjectNode bounded(ObjectNode node, String list, String bound, Tier tier) {
    ObjectNode entry = node.withArray(list).addObject();
    return tier.isOpen() ? entry : put(entry, bound, tier.lastUnit());
  }

  private static void rules(ObjectNode node, Tiers tiers) {
    if (tiers.bounds() == Bounds.EXCLUSIVE) {
      node.put("bounds", "exclusive");
    }
    if (tiers.zeroUsage() == ZeroUsage.FLAT_AMOUNT) {
      node.put("flat_at_zero", true);
    }
  }

  private static void matrix(ObjectNode node, MatrixPricing matrix) {
    matrix.dimensions().forEach(dimension -> node.withArray("dimensions").add(dimension));
    node.putArray("cells");
    for (MatrixPricing.Cell cell : matrix.cells()) {
      ObjectNode cellNode = node.withArray("cells").addObject();
      cell.when().forEach(cellNode::put);
      put(cellNode, "unit_amount", cell.unitAmount());
    }
    matrix.defaultAmount().ifPresent(amount -> put(node, "default_unit_amount", amount));
  }

  private static void percentage(ObjectNode node, PercentagePricing percentage) {
    put(node, "percent", percentage.percent());
    putUnlessNone(node, "fixed_amount", percentage.eventFee());
    if (percentage.freeEvents() > 0) {
      node.put("free_events", percentage.freeEvents());
    }
    putUnlessNone(node, "free_amount", percentage.freeAmount());
    limits(node, percentage.eventLimits(), "event_minimum", "event_maximum");
  }

  /** How each group or window is priced; its commitment stands beside. */
  private static void within(ObjectNode node, PricingModel inner) {
    if (inner instanceof CommittedPricing committed) {
      committed(node, committed).set("price", model(committed.inner()));
    } else {
      node.set("price", model(inner));
    }
  }

  private static ObjectNode committed(ObjectNode node, CommittedPricing committed) {
    put(node, "commitment", committed.commitment());
    if (committed.overageFactor().compareTo(BigDecimal.ONE) != 0) {
      put(node, "overage_factor", committed.overageFactor());
    }
    if (committed.isTruedUp()) {
      node.put("true_up", true);
    }
    return node;
  }

  private static void limits(ObjectNode node, Limits limits, String minimum, String maximum) {
    limits.least().ifPresent(least -> put(node, minimum, least));
    limits.most().ifPresent(most -> put(node, maximum, most));
  }

  private static void putUnlessNone(ObjectNode node, String field, BigDecimal number) {
    if (number.signum() != 0) {
      put(node, field, number);
    }
  }
}
