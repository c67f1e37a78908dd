package io.lakebill.schemas.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.contract.Composite;
import io.lakebill.pricing.contract.CompositeRule;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.schemas.document.Decimals;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Writes charges in the shape of documents, without what is a default.
 *
 * @param catalog whose meters say what the prices of their charges need not
 * @param plan that says their tax, unless they do
 */
record ChargeWriter(Catalog catalog, Plan plan) {

  JsonNode write(PlanCharge charge) {
    ObjectNode node = CatalogWriter.named(charge.id(), charge.name()).put("type", charge.type());
    if (charge instanceof UsageCharge usage) {
      node.put("meter", usage.meter());
      if (usage.capPeriods() > 1) {
        node.put("cap_periods", usage.capPeriods());
      }
      if (usage.isPriced()) {
        prices(node, usage.prices(), metered(usage));
      } else {
        usage.price().model().dimensions().forEach(name -> node.withArray("dimensions").add(name));
      }
    } else if (charge instanceof RecurringCharge recurring) {
      fee(node, recurring.fee())
          .put("timing", recurring.timing().id())
          .put("every", recurring.recurrence().every());
      Optional.ofNullable(recurring.recurrence().cadence())
          .ifPresent(own -> node.put("cadence", own.name().toLowerCase(Locale.ROOT)));
    } else if (charge instanceof OneTimeCharge oneTime) {
      fee(node, oneTime.fee()).put("timing", oneTime.timing().id());
    } else if (charge instanceof CountedCharge counted) {
      node.put(counted.isOfObjects() ? "objects" : "counter", counted.counter());
      node.put("timing", counted.timing().id());
      if (counted.counted() == CountedCharge.Counted.OBJECTS_AT_PERIOD_END) {
        node.put("counted", "period_end");
      }
      prices(node, counted.prices(), Optional.empty());
    } else if (charge instanceof CompositeCharge composite) {
      composite(node, composite.composite());
    }
    charge.product().ifPresent(product -> node.put("product", product));
    charge.tax().filter(tax -> !tax.equals(plan.tax())).ifPresent(tax -> node.put("tax", tax));
    charge.entitlement().ifPresent(entitlement -> node.put("entitlement", entitlement));
    return node;
  }

  private static void prices(
      ObjectNode node, PriceVersions prices, Optional<UnitConversion> metered) {
    if (prices.isOne()) {
      node.set("price", PriceWriter.write(prices.last(), metered));
      return;
    }
    for (PriceVersion version : prices.versions()) {
      node.withArray("prices")
          .addObject()
          .put("from", version.from().toString())
          .set("price", PriceWriter.write(version.price(), metered));
    }
  }

  private Optional<UnitConversion> metered(UsageCharge charge) {
    return catalog.meter(charge.meter()).flatMap(Meter::unitConversion);
  }

  private static ObjectNode fee(ObjectNode node, FixedFee fee) {
    put(node, "amount", fee.amount());
    if (fee.quantity().compareTo(BigDecimal.ONE) != 0) {
      put(node, "quantity", fee.quantity());
    }
    return PriceWriter.unit(node, fee.currency());
  }

  private static void composite(ObjectNode node, Composite composite) {
    if (composite.rule() instanceof CompositeRule.Percentage percentage) {
      put(node, "percent", percentage.percent());
    } else if (composite.rule() instanceof CompositeRule.LeastTotal least) {
      put(node, "minimum", least.minimum().amount().amount());
    } else if (composite.rule() instanceof CompositeRule.Covered covered) {
      put(node, "covers", covered.most().amount().amount());
    }
    if (composite.quantity().compareTo(BigDecimal.ONE) != 0) {
      put(node, "quantity", composite.quantity());
    }
    new TreeSet<>(composite.of()).forEach(id -> node.withArray("of").add(id));
    PriceWriter.unit(node, composite.unit());
  }

  /** Puts a number as text. */
  static ObjectNode put(ObjectNode node, String field, BigDecimal number) {
    return node.put(field, Decimals.text(number));
  }
}
