package io.lakebill.schemas.catalog;

import io.lakebill.pricing.contract.Ramp;
import io.lakebill.pricing.credit.OveragePrice;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Anchor;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.schemas.document.Decimals;
import io.lakebill.schemas.document.DocumentSchema;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes plans of documents; what cannot be made becomes a problem. */
final class PlanReader {

  private static final int PAYMENT_TERMS_DAYS = 30;

  private static final DocumentSchema CHARGE = DocumentSchema.named("catalog").part("charge");

  /** Prices of a plan whose currency is wrong are still looked at, in this one. */
  private static final PricingUnit STAND_IN = PricingUnit.currency("USD");

  /** One stands instead of the other. */
  private static final List<String> PRICES = List.of("price", "prices");

  private final ChargeReader charges;
  private final List<Meter> meters;
  private final List<PricingUnit> pricingUnits;
  private final List<Product> products;
  private final Problems problems;

  PlanReader(
      List<Meter> meters,
      List<PricingUnit> pricingUnits,
      List<Product> products,
      Problems problems) {
    this.charges = new ChargeReader(meters, problems);
    this.meters = meters;
    this.pricingUnits = pricingUnits;
    this.products = products;
    this.problems = problems;
  }

  List<Plan> plans(CatalogIndex index) {
    return index.plans().values().stream()
        .map(plan -> PlanElement.of(plan, index))
        .flatMap(plan -> readerOf(plan).plan(plan).stream())
        .toList();
  }

  /** What goes wrong in a template with one of its plans says in which. */
  private PlanReader readerOf(PlanElement plan) {
    return new PlanReader(
        meters, pricingUnits, products, problems.notedOutside(plan.own(), plan.note()));
  }

  private Optional<Plan> plan(PlanElement plan) {
    PricingUnit currency =
        plan.at("currency")
            .flatMap(
                at -> problems.map(at, code -> PricingUnit.currency(code.text().orElseThrow())))
            .orElse(STAND_IN);
    ChargeDefaults units =
        new ChargeDefaults(
            currency,
            plan.text("tax").orElse(null),
            plan.text("price_by").filter("event_date"::equals).isPresent(),
            pricingUnits,
            products);
    PlanTerms terms = terms(plan.own(), plan.charges(), plan.at("minimum"), units);
    List<Ramp.Phase<PlanTerms>> phases =
        plan.each("ramps").stream()
            .flatMap(ramp -> phase(ramp, plan, terms, units).stream())
            .toList();
    List<OveragePrice> overages =
        plan.each("overage").stream()
            .flatMap(at -> problems.map(at, price -> overage(price, units)).stream())
            .toList();
    plan.missing("currency", "cadence").forEach(message -> problems.add(plan.own(), message));
    if (plan.template().filter(problems::within).isPresent()) {
      return Optional.empty();
    }
    List<EarlierPlan> earlier =
        plan.own().each("earlier").stream().flatMap(was -> earlier(was).stream()).toList();
    return problems.map(
        plan.own(), at -> plan(plan, currency, new Ramp<>(phases, terms), overages, earlier));
  }

  private Optional<EarlierPlan> earlier(Element was) {
    return was.at("plan")
        .flatMap(at -> plan(new PlanElement(at, Optional.empty())))
        .flatMap(
            plan ->
                problems.map(
                    was, at -> new EarlierPlan(LocalDate.parse(at.required("until")), plan)));
  }

  private PlanTerms terms(
      Element of,
      List<Element> chargeElements,
      Optional<Element> minimumElement,
      ChargeDefaults units) {
    List<PlanCharge> read =
        chargeElements.stream().flatMap(charge -> charges.charge(charge, units).stream()).toList();
    if (read.size() == chargeElements.size()) {
      Map<String, PricingUnit> byCharge =
          read.stream().collect(Collectors.toMap(PlanCharge::id, units::unitOf, (a, b) -> a));
      read.stream()
          .filter(CompositeCharge.class::isInstance)
          .forEach(charge -> check((CompositeCharge) charge, byCharge, of));
    }
    Optional<BigDecimal> minimum =
        minimumElement.flatMap(
            at -> problems.map(at, value -> Decimals.parse(value.text().orElseThrow())));
    return new PlanTerms(minimum.filter(least -> least.signum() > 0).orElse(null), read);
  }

  private void check(CompositeCharge charge, Map<String, PricingUnit> byCharge, Element of) {
    if (!problems.within(of)) {
      problems.map(
          of,
          at -> {
            charge.composite().check(byCharge);
            return charge;
          });
    }
  }

  /** The terms of a ramp: those of the plan with what the ramp says instead. */
  private Optional<Ramp.Phase<PlanTerms>> phase(
      Element ramp, PlanElement plan, PlanTerms rest, ChargeDefaults units) {
    Map<String, Element> instead = new LinkedHashMap<>();
    ramp.each("charges").forEach(at -> at.text("id").ifPresent(id -> instead.put(id, at)));
    List<Element> changed =
        plan.charges().stream()
            .map(
                charge ->
                    charge
                        .text("id")
                        .map(instead::get)
                        .map(other -> ramped(other, charge))
                        .orElse(charge))
            .toList();
    PlanTerms read = terms(ramp, changed, ramp.at("minimum"), units);
    PlanTerms terms =
        new PlanTerms(
            read.minimum(), read.charges().stream().map(one -> split(one, rest)).toList());
    terms.charges().forEach(charge -> checkMetered(charge, rest, ramp));
    BigDecimal minimum = ramp.at("minimum").isPresent() ? terms.minimum() : rest.minimum();
    return problems.map(
        ramp,
        at -> new Ramp.Phase<>(at.integer("periods", 0), new PlanTerms(minimum, terms.charges())));
  }

  /** What is one price in a ramp is that of each segment that usage is split by. */
  private static PlanCharge split(PlanCharge ramped, PlanTerms rest) {
    return ramped instanceof UsageCharge usage
            && rest.charge(usage.id()).orElse(null) instanceof UsageCharge own
            && own.prices().isSplit()
            && usage.prices().versions().size() == 1
        ? new UsageCharge(
            usage.id(),
            usage.name(),
            usage.meter(),
            own.prices().allOf(usage.prices().last()),
            usage.links(),
            usage.capPeriods())
        : ramped;
  }

  /** Usage is metered for the plan's own price, whatever ramp it then meets. */
  private void checkMetered(PlanCharge ramped, PlanTerms rest, Element ramp) {
    if (ramped instanceof UsageCharge usage
        && rest.charge(usage.id()).orElse(null) instanceof UsageCharge own) {
      PriceVersions.asksOtherwise(usage.price(), own.price())
          .ifPresent(
              otherwise ->
                  problems.add(
                      ramp,
                      "charge %s: the price after the ramp %s".formatted(usage.id(), otherwise)));
    }
  }

  /** The charge with what a ramp says instead, which must be something that it has. */
  private Element ramped(Element instead, Element charge) {
    boolean hasPrice = PRICES.stream().anyMatch(field -> instead.at(field).isPresent());
    Element ramped = instead.over(hasPrice ? charge.without(PRICES) : charge);
    if (!problems.within(charge) && !problems.within(instead)) {
      CHARGE.check(ramped, problems);
    }
    return ramped;
  }

  private static OveragePrice overage(Element overage, ChargeDefaults units) {
    String code = overage.required("unit");
    return new OveragePrice(
        units
            .pricingUnit(code)
            .orElseThrow(() -> new IllegalArgumentException("unknown pricing unit '" + code + "'")),
        overage.decimal("unit_amount").orElseThrow(),
        units.currency());
  }

  private static Plan plan(
      PlanElement plan,
      PricingUnit currency,
      Ramp<PlanTerms> terms,
      List<OveragePrice> overages,
      List<EarlierPlan> earlier) {
    return new Plan(
        plan.required("id"),
        plan.text("name").orElse(plan.required("id")),
        PlanStatus.valueOf(upper(plan.text("status").orElse("active"))),
        currency,
        Cadence.valueOf(upper(plan.required("cadence"))),
        Anchor.valueOf(upper(plan.text("anchor").orElse("anniversary"))),
        plan.integer("anchor_day", BillingSchedule.FIRST_DAY),
        plan.integer("payment_terms_days", PAYMENT_TERMS_DAYS),
        plan.integer("grace_days", 0),
        plan.integer("trial_days", 0),
        ZeroInvoices.valueOf(upper(plan.text("zero_invoices").orElse("issue"))),
        LateUsage.valueOf(upper(plan.text("late_usage").orElse("next_invoice"))),
        plan.integers("payment_retry_days"),
        plan.decimal("plausible_factor").orElse(null),
        plan.texts("entitlements"),
        terms,
        overages,
        plan.decimal("usage_threshold").orElse(null),
        plan.text("tax").orElse(null),
        earlier);
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
