package io.lakebill.schemas.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebill.pricing.contract.Ramp;
import io.lakebill.pricing.credit.OveragePrice;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.schemas.document.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes a catalog in the shape of its documents, without what is a default. */
final class CatalogWriter {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Catalog catalog;

  private CatalogWriter(Catalog catalog) {
    this.catalog = catalog;
  }

  static ObjectNode write(Catalog catalog) {
    return new CatalogWriter(catalog).document();
  }

  private ObjectNode document() {
    ObjectNode document = NODES.objectNode();
    ArrayNode meters = document.putArray("meters");
    catalog.meters().forEach(meter -> meters.add(meter(meter)));
    ArrayNode entitlements = document.putArray("entitlements");
    catalog.entitlements().forEach(entitlement -> entitlements.add(entitlement(entitlement)));
    for (PricingUnit unit : catalog.pricingUnits()) {
      document
          .withArray("pricing_units")
          .addObject()
          .put("id", unit.code())
          .put("decimals", unit.decimals());
    }
    for (Product product : catalog.products()) {
      ObjectNode node = named(product.id(), product.name());
      product.pricingUnit().ifPresent(unit -> node.put("unit", unit.code()));
      document.withArray("products").add(node);
    }
    ArrayNode plans = document.putArray("plans");
    catalog.plans().forEach(plan -> plans.add(plan(plan)));
    return document;
  }

  private static ObjectNode meter(Meter meter) {
    ObjectNode node = named(meter.id(), meter.name());
    node.put("event_name", meter.eventName());
    for (Profile profile : meter.profiles()) {
      if (profile.id().isEmpty()) {
        node.setAll(profile(profile));
      } else {
        node.withArray("profiles").add(profile(profile).put("id", profile.id()));
      }
    }
    meter.dimensions().forEach(dimension -> dimension(node.withArray("dimensions"), dimension));
    if (meter.maxDimensionValues() != Meter.DEFAULT_MAX_DIMENSION_VALUES) {
      node.put("max_dimension_values", meter.maxDimensionValues());
    }
    meter.unitConversion().ifPresent(conversion -> PriceWriter.conversion(node, conversion));
    if (meter.hidden()) {
      node.put("hidden", true);
    }
    return node;
  }

  private static void dimension(ArrayNode dimensions, MeterDimension dimension) {
    dimension
        .sql()
        .ifPresentOrElse(
            sql -> dimensions.addObject().put("name", dimension.name()).put("expression", sql),
            () -> dimensions.add(dimension.name()));
  }

  private static ObjectNode profile(Profile profile) {
    ObjectNode node = NODES.objectNode().put("aggregation", profile.aggregation().id());
    String field = profile.aggregation() == Aggregation.SQL ? "sql" : "property";
    profile.aggregatedProperty().ifPresent(property -> node.put(field, property));
    profile
        .comingAndGoing()
        .ifPresent(
            operation ->
                node.putObject("operation")
                    .put("property", operation.property())
                    .put("add", operation.add())
                    .put("remove", operation.remove()));
    profile.countedPer().ifPresent(window -> node.put("window", window.id()));
    profile.sqlFilter().ifPresent(filter -> node.put("filter", filter));
    for (Rule rule : profile.where()) {
      ObjectNode ruleNode = node.withArray("where").addObject();
      ruleNode.put("operator", rule.operator().id());
      texts(ruleNode, "property", rule.property());
      texts(ruleNode, "value", rule.value());
    }
    return node;
  }

  private static ObjectNode entitlement(Entitlement entitlement) {
    ObjectNode node = named(entitlement.id(), entitlement.name());
    entitlement.usageEvent().ifPresent(eventName -> node.put("event_name", eventName));
    return node;
  }

  private ObjectNode plan(Plan plan) {
    ObjectNode node = named(plan.id(), plan.name());
    node.put("status", plan.status().id());
    node.put("currency", plan.currency().code());
    node.put("cadence", plan.cadence().name().toLowerCase(Locale.ROOT));
    node.put("anchor", plan.anchor().name().toLowerCase(Locale.ROOT));
    if (plan.anchorDay() != BillingSchedule.FIRST_DAY) {
      node.put("anchor_day", plan.anchorDay());
    }
    node.put("payment_terms_days", plan.paymentTermsDays());
    node.put("grace_days", plan.graceDays());
    node.put("trial_days", plan.trialDays());
    node.put("zero_invoices", plan.zeroInvoices().id());
    if (plan.lateUsage() != LateUsage.NEXT_INVOICE) {
      node.put("late_usage", plan.lateUsage().id());
    }
    plan.paymentRetryDays().forEach(day -> node.withArray("payment_retry_days").add(day));
    plan.mostUnusual().ifPresent(most -> node.put("plausible_factor", Decimals.text(most)));
    if (plan.isPricedByEventDate()) {
      node.put("price_by", "event_date");
    }
    plan.interimThreshold().ifPresent(most -> node.put("usage_threshold", Decimals.text(most)));
    plan.taxRate().ifPresent(tax -> node.put("tax", tax));
    texts(node, "entitlements", plan.entitlements());
    plan.minimumAmount().ifPresent(minimum -> node.put("minimum", Decimals.text(minimum)));
    ChargeWriter writer = new ChargeWriter(catalog, plan);
    ArrayNode charges = node.putArray("charges");
    plan.charges().forEach(charge -> charges.add(writer.write(charge)));
    for (Ramp.Phase<PlanTerms> phase : plan.terms().phases()) {
      ramp(node.withArray("ramps").addObject(), phase, plan, writer);
    }
    for (OveragePrice overage : plan.overages()) {
      node.withArray("overage")
          .addObject()
          .put("unit", overage.unit().code())
          .put("unit_amount", Decimals.text(overage.unitAmount()));
    }
    for (EarlierPlan was : plan.earlier()) {
      ObjectNode earlier = node.withArray("earlier").addObject();
      earlier.put("until", was.until().toString()).set("plan", plan(was.plan()));
    }
    return node;
  }

  /** What a ramp says instead of its plan. */
  private static void ramp(
      ObjectNode node, Ramp.Phase<PlanTerms> phase, Plan plan, ChargeWriter writer) {
    node.put("periods", phase.periods());
    if (!phase.value().minimumAmount().equals(plan.minimumAmount())) {
      node.put("minimum", Decimals.text(phase.value().minimumAmount().orElse(BigDecimal.ZERO)));
    }
    for (PlanCharge charge : phase.value().charges()) {
      if (!plan.charges().contains(charge)) {
        ObjectNode instead = node.withArray("charges").addObject().put("id", charge.id());
        JsonNode written = writer.write(charge);
        Stream.of("price", "prices", "amount", "quantity", "percent", "minimum")
            .filter(written::has)
            .forEach(field -> instead.set(field, written.get(field)));
        // A default is said where the plan says something else.
        JsonNode own = plan.charge(charge.id()).map(writer::write).orElseThrow();
        if (!written.has("quantity") && own.has("quantity")) {
          instead.put("quantity", "1");
        }
      }
    }
  }

  static ObjectNode named(String id, String name) {
    ObjectNode node = NODES.objectNode().put("id", id);
    return name.equals(id) ? node : node.put("name", name);
  }

  private static void texts(ObjectNode node, String field, List<String> texts) {
    texts.forEach(text -> node.withArray(field).add(text));
  }
}
