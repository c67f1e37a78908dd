package io.lakebill.schemas.catalog;

import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.document.CanonicalJson;
import io.lakebill.schemas.document.Sha256;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that is measured and sold. Its lists are held by id, so that catalogs with the same content
 * are equal and have the same hash however their documents are arranged. Plans have what their
 * templates say, and there are no templates any more.
 *
 * @param pricedByDay ids of plans of which the usage of some subscriptions is told apart by days;
 *     known of a lake, and no part of the document
 */
public record Catalog(
    List<Meter> meters,
    List<Entitlement> entitlements,
    List<PricingUnit> pricingUnits,
    List<Product> products,
    List<Plan> plans,
    Set<String> pricedByDay)
    implements Serializable {

  /** What a document says. */
  public Catalog(
      List<Meter> meters,
      List<Entitlement> entitlements,
      List<PricingUnit> pricingUnits,
      List<Product> products,
      List<Plan> plans) {
    this(meters, entitlements, pricingUnits, products, plans, Set.of());
  }

  public Catalog {
    pricedByDay = Set.copyOf(pricedByDay);
    meters = meters.stream().sorted(Comparator.comparing(Meter::id)).toList();
    entitlements = entitlements.stream().sorted(Comparator.comparing(Entitlement::id)).toList();
    pricingUnits = pricingUnits.stream().sorted(Comparator.comparing(PricingUnit::code)).toList();
    products = products.stream().sorted(Comparator.comparing(Product::id)).toList();
    plans = plans.stream().sorted(Comparator.comparing(Plan::id)).toList();
  }

  /** The same where the usage of some subscriptions of these plans is told apart by days. */
  public Catalog withPricedByDay(Set<String> ids) {
    return new Catalog(meters, entitlements, pricingUnits, products, plans, ids);
  }

  /** The plan with an id. */
  public Optional<Plan> plan(String id) {
    return plans.stream().filter(plan -> plan.id().equals(id)).findFirst();
  }

  /** The pricing unit with a code, or else the currency, whether or not a plan sells in it. */
  public Optional<PricingUnit> unit(String code) {
    return pricingUnit(code).or(() -> PricingUnit.knownCurrency(code));
  }

  /** The pricing unit with a code. */
  public Optional<PricingUnit> pricingUnit(String code) {
    return pricingUnits.stream().filter(unit -> unit.code().equals(code)).findFirst();
  }

  /** The product with an id. */
  public Optional<Product> product(String id) {
    return products.stream().filter(product -> product.id().equals(id)).findFirst();
  }

  /** The meter that a reference names, with or without a profile. */
  public Optional<Meter> meter(String reference) {
    return meters.stream().filter(meter -> meter.profile(reference).isPresent()).findFirst();
  }

  /** The profile that a reference names. */
  public Optional<Profile> profile(String reference) {
    return meters.stream().flatMap(meter -> meter.profile(reference).stream()).findFirst();
  }

  /** The catalog as canonical JSON, in the shape of a document; {@link CatalogReader} reads it. */
  public String toJson() {
    return CanonicalJson.write(CatalogWriter.write(this));
  }

  /** SHA-256 of {@link #toJson}, in hex. */
  public String hash() {
    return Sha256.of(toJson());
  }

  /** What periods of a plan that begin on a day have. */
  public Optional<Plan> plan(String id, LocalDate day) {
    return plan(id).map(plan -> plan.on(day));
  }

  /** A charge of a plan, as it is or else as it was last. */
  public Optional<PlanCharge> charge(String planId, String chargeId) {
    return plan(planId).stream()
        .flatMap(Plan::versions)
        .flatMap(plan -> plan.charge(chargeId).stream())
        .reduce((was, is) -> is);
  }

  /** A charge of a plan in periods that begin on a day. */
  public Optional<PlanCharge> charge(String planId, String chargeId, LocalDate day) {
    return plan(planId, day).flatMap(plan -> plan.charge(chargeId));
  }

  /** Id of the tax rate on a charge in such periods, or else on all of its plan that names none. */
  public Optional<String> taxOf(String planId, String chargeId, LocalDate day) {
    return charge(planId, chargeId, day)
        .map(PlanCharge::tax)
        .orElseGet(() -> plan(planId, day).flatMap(Plan::taxRate));
  }

  /** All plans in all the ways that they were metered, and are. */
  public List<MeteredPlan> meteredPlans() {
    return plans.stream()
        .flatMap(
            plan ->
                pricedByDay.contains(plan.id())
                    ? plan.metered().stream().flatMap(one -> Stream.of(one, one.byDay()))
                    : plan.metered().stream())
        .toList();
  }

  /** Whether usage of any plan may be billed before its period ends. */
  public boolean hasUsageThresholds() {
    return plans.stream().flatMap(Plan::versions).anyMatch(p -> p.interimThreshold().isPresent());
  }

  /** Whether invoices of any plan are compared with what is usual. */
  public boolean holdsUnusualInvoices() {
    return plans.stream().flatMap(Plan::versions).anyMatch(p -> p.mostUnusual().isPresent());
  }

  /** Whether any plan or charge names a tax rate. */
  public boolean taxesAnything() {
    return plans.stream()
        .flatMap(Plan::versions)
        .anyMatch(
            plan ->
                plan.taxRate().isPresent()
                    || plan.charges().stream().anyMatch(charge -> charge.tax().isPresent()));
  }
}
