package io.lakebill.schemas.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebill.schemas.document.CanonicalJson;
import io.lakebill.schemas.document.Decimals;
import java.math.BigDecimal;

/** Writes charges in the shape of documents, without what is a default. */
final class ChargeWriter {

  private ChargeWriter() {}

  static JsonNode write(PlanCharge charge) {
    if (charge instanceof UnsupportedCharge unsupported) {
      return CanonicalJson.read(unsupported.document());
    }
    ObjectNode node = CatalogWriter.named(charge.id(), charge.name()).put("type", charge.type());
    if (charge instanceof UsageCharge usage) {
      node.put("meter", usage.meter()).set("price", PriceWriter.write(usage.price()));
    } else if (charge instanceof RecurringCharge recurring) {
      put(node, "amount", recurring.fee().amount())
          .put("timing", recurring.timing().id())
          .put("every", recurring.every());
    } else if (charge instanceof OneTimeCharge oneTime) {
      put(node, "amount", oneTime.fee().amount()).put("timing", oneTime.timing().id());
    }
    return node;
  }

  /** Puts a number as text. */
  static ObjectNode put(ObjectNode node, String field, BigDecimal number) {
    return node.put(field, Decimals.text(number));
  }
}
