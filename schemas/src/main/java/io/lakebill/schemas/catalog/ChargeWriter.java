package io.lakebill.schemas.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebill.pricing.model.Bounds;
import io.lakebill.pricing.model.BulkPricing;
import io.lakebill.pricing.model.MatrixPricing;
import io.lakebill.pricing.model.PackagePricing;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.schemas.document.CanonicalJson;
import io.lakebill.schemas.document.Decimals;
import java.math.BigDecimal;

/** Writes charges and their prices in the shape of documents, without what is a default. */
final class ChargeWriter {

  private ChargeWriter() {}

  static JsonNode write(PlanCharge charge) {
    if (charge instanceof UnsupportedCharge unsupported) {
      return CanonicalJson.read(unsupported.document());
    }
    ObjectNode node = CatalogWriter.named(charge.id(), charge.name()).put("type", charge.type());
    if (charge instanceof UsageCharge usage) {
      node.put("meter", usage.meter()).set("price", price(usage.price().model()));
    } else if (charge instanceof RecurringCharge recurring) {
      put(node, "amount", recurring.fee().amount())
          .put("timing", recurring.timing().id())
          .put("every", recurring.every());
    } else if (charge instanceof OneTimeCharge oneTime) {
      put(node, "amount", oneTime.fee().amount()).put("timing", oneTime.timing().id());
    }
    return node;
  }

  private static ObjectNode price(PricingModel model) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (model instanceof UnitPricing unit) {
      put(node.put("model", "unit"), "unit_amount", unit.unitAmount());
    } else if (model instanceof TieredPricing tiered) {
      tiers(node.put("model", "tiered"), tiered.tiers());
    } else if (model instanceof BulkPricing bulk) {
      tiers(node.put("model", "bulk"), bulk.tiers());
    } else if (model instanceof PackagePricing packages) {
      put(node.put("model", "package"), "package_size", packages.packageSize());
      put(node, "package_amount", packages.packageAmount());
      put(node, "free_units", packages.freeUnits());
    } else if (model instanceof MatrixPricing matrix) {
      matrix(node.put("model", "matrix"), matrix);
    }
    return node;
  }

  private static void tiers(ObjectNode node, Tiers tiers) {
    for (Tier tier : tiers.asList()) {
      ObjectNode tierNode = node.withArray("tiers").addObject();
      if (tier.lastUnit() != null) {
        put(tierNode, "last_unit", tier.lastUnit());
      }
      put(tierNode, "unit_amount", tier.unitAmount());
      if (tier.flatAmount().signum() != 0) {
        put(tierNode, "flat_amount", tier.flatAmount());
      }
    }
    if (tiers.bounds() == Bounds.EXCLUSIVE) {
      node.put("bounds", "exclusive");
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

  private static ObjectNode put(ObjectNode node, String field, BigDecimal number) {
    return node.put(field, Decimals.text(number));
  }
}
