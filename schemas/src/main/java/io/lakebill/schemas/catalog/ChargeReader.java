package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.contract.Composite;
import io.lakebill.pricing.contract.CompositeRule;
import io.lakebill.pricing.contract.Minimum;
import io.lakebill.pricing.model.Limits;
import io.lakebill.pricing.model.NoPricing;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.pricing.period.Recurrence;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.catalog.CountedCharge.Counted;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a plan's charges of documents; what cannot be made becomes a problem. */
final class ChargeReader {

  /** What a usage charge may say beside its price as well as in it. */
  private static final List<String> OF_THE_PRICE = List.of("included_units", "minimum", "cap");

  private final List<Meter> meters;
  private final PriceReader prices;
  private final Problems problems;

  ChargeReader(List<Meter> meters, Problems problems) {
    this.meters = meters;
    this.prices = new PriceReader(problems);
    this.problems = problems;
  }

  Optional<PlanCharge> charge(Element charge, ChargeDefaults defaults) {
    Optional<PriceVersions> versions =
        charge.at("prices").isPresent()
            ? versions(charge, defaults)
            : charge
                .at("price")
                .flatMap(at -> price(at, charge, defaults))
                .map(price -> PriceVersions.always(price, isByEventDate(charge, defaults)));
    return problems.map(charge, at -> charge(at, versions, defaults));
  }

  private Optional<PriceVersions> versions(Element charge, ChargeDefaults defaults) {
    if (charge.at("price").isPresent()) {
      problems.add(charge, "'price' and 'prices' stand beside each other; leave one out");
    }
    List<Element> entries = charge.each("prices");
    List<PriceVersion> read =
        entries.stream().flatMap(entry -> version(entry, charge, defaults).stream()).toList();
    return read.size() < entries.size()
        ? Optional.empty()
        : charge
            .at("prices")
            .flatMap(at -> problems.map(at, all -> versions(read, charge, defaults)));
  }

  private PriceVersions versions(List<PriceVersion> read, Element charge, ChargeDefaults defaults) {
    PriceVersions versions = new PriceVersions(read, isByEventDate(charge, defaults));
    Optional<Profile> whole = profile(charge).filter(profile -> !addsUp(profile, versions));
    if (versions.isSplit()) {
      whole.ifPresent(profile -> refuseSegments(profile, charge));
    }
    return whole.isPresent() ? new PriceVersions(read, false) : versions;
  }

  private static boolean addsUp(Profile profile, PriceVersions versions) {
    return profile.addsUp()
        || versions.versions().get(0).price().model().dimensions().contains(Window.DIMENSION);
  }

  private static void refuseSegments(Profile profile, Element charge) {
    throw new IllegalArgumentException(
        "price_by: event_date splits a period where the price changes, and a %s of meter '%s' is not"
                .formatted(profile.aggregation().id(), charge.required("meter"))
            + " the sum of its parts; count, sum and what is counted per window are. Price by"
            + " period_start, or put the charge into a plan that does");
  }

  /** What stands until it changes has the price of its period. */
  private static boolean isByEventDate(Element charge, ChargeDefaults defaults) {
    return defaults.byEventDate() && charge.text("type").filter("usage"::equals).isPresent();
  }

  private Optional<PriceVersion> version(Element entry, Element charge, ChargeDefaults defaults) {
    Optional<LocalDate> from = entry.at("from").flatMap(at -> problems.map(at, ChargeReader::date));
    Optional<Price> price = entry.at("price").flatMap(at -> price(at, charge, defaults));
    return from.flatMap(day -> price.map(priced -> new PriceVersion(day, priced)));
  }

  private static LocalDate date(Element value) {
    try {
      return LocalDate.parse(value.text().orElseThrow());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + value.text().orElse("") + "' is no date", e);
    }
  }

  private Optional<Price> price(Element price, Element charge, ChargeDefaults defaults) {
    return problems
        .map(price, at -> defaults.of(at, charge))
        .flatMap(unit -> prices.price(price, conversion(charge), unit))
        .flatMap(read -> problems.map(charge, at -> withTermsBeside(read, price, at)));
  }

  private PlanCharge charge(
      Element charge, Optional<PriceVersions> prices, ChargeDefaults defaults) {
    ChargeLinks links = links(charge, defaults);
    String id = charge.required("id");
    String name = charge.text("name").orElse(id);
    String type = charge.required("type");
    return switch (type) {
      case "usage" ->
          new UsageCharge(
              id,
              name,
              charge.required("meter"),
              charge.at("price").isPresent() || charge.at("prices").isPresent()
                  ? withoutDimensions(prices.orElseThrow(), charge)
                  : PriceVersions.always(noPrice(charge, defaults), defaults.byEventDate()),
              links,
              charge.integer("cap_periods", 1));
      case "recurring" ->
          new RecurringCharge(id, name, fee(charge, defaults), recurrence(charge), links);
      case "one_time" -> new OneTimeCharge(id, name, fee(charge, defaults), timing(charge), links);
      case "counter" ->
          new CountedCharge(
              id,
              name,
              charge.required("counter"),
              prices.orElseThrow(),
              timing(charge),
              Counted.COUNTER,
              links);
      case "object" ->
          new CountedCharge(
              id,
              name,
              charge.required("objects"),
              prices.orElseThrow(),
              timing(charge),
              charge.text("counted").filter("period_end"::equals).isPresent()
                  ? Counted.OBJECTS_AT_PERIOD_END
                  : Counted.OBJECTS_BY_DAY,
              links);
      case "composite" ->
          new CompositeCharge(id, name, composite(charge, defaults.of(charge, charge)), links);
      default -> throw new IllegalArgumentException("unknown type '" + type + "'");
    };
  }

  private static ChargeLinks links(Element charge, ChargeDefaults defaults) {
    return new ChargeLinks(
        charge.text("product").orElse(null),
        charge.text("tax").orElse(defaults.tax()),
        charge.text("entitlement").orElse(null));
  }

  private static PriceVersions withoutDimensions(PriceVersions prices, Element charge) {
    if (charge.at("dimensions").isPresent()) {
      throw new IllegalArgumentException(
          "'dimensions' stand in the price, where there is one; leave them out here");
    }
    return prices;
  }

  private Price noPrice(Element charge, ChargeDefaults defaults) {
    for (String field : OF_THE_PRICE) {
      if (charge.at(field).isPresent()) {
        throw new IllegalArgumentException(
            "'" + field + "' belongs to a price, and this charge has none");
      }
    }
    return new Price(
        new NoPricing(charge.texts("dimensions")),
        conversion(charge).orElse(null),
        BigDecimal.ZERO,
        Limits.NONE,
        defaults.currency());
  }

  /** The price with what its charge says of included units, minimum and cap. */
  private static Price withTermsBeside(Price price, Element element, Element charge) {
    for (String field : OF_THE_PRICE) {
      if (charge.at(field).isPresent() && element.at(field).isPresent()) {
        throw new IllegalArgumentException(
            "'" + field + "' stands in the charge and in its price; leave one out");
      }
    }
    Price priced = price;
    if (charge.at("included_units").isPresent()) {
      priced = priced.withIncludedUnits(charge.decimal("included_units").orElseThrow());
    }
    Limits beside = PriceReader.limits(charge, "minimum", "cap");
    if (beside.least().isPresent()) {
      priced = priced.withMinimum(beside.minimum());
    }
    return beside.most().isPresent() ? priced.withCap(beside.maximum()) : priced;
  }

  private Optional<Meter> meter(Element charge) {
    return charge
        .text("meter")
        .flatMap(name -> meters.stream().filter(m -> m.profile(name).isPresent()).findFirst());
  }

  private Optional<Profile> profile(Element charge) {
    return meter(charge).flatMap(meter -> meter.profile(charge.required("meter")));
  }

  private Optional<UnitConversion> conversion(Element charge) {
    return meter(charge).flatMap(Meter::unitConversion);
  }

  private static FixedFee fee(Element charge, ChargeDefaults defaults) {
    return new FixedFee(
        charge.decimal("amount").orElseThrow(),
        charge.decimal("quantity").orElse(BigDecimal.ONE),
        defaults.of(charge, charge));
  }

  private static Composite composite(Element charge, PricingUnit unit) {
    if (Stream.of("percent", "minimum", "covers").filter(at -> charge.at(at).isPresent()).count()
        != 1) {
      throw new IllegalArgumentException(
          "a composite has either a percent or a minimum or covers an amount; leave the others out");
    }
    CompositeRule rule =
        charge
            .decimal("percent")
            .<CompositeRule>map(CompositeRule.Percentage::new)
            .or(() -> charge.decimal("minimum").map(least -> leastTotal(least, unit)))
            .orElseGet(() -> covered(charge.decimal("covers").orElseThrow(), unit));
    return new Composite(
        rule,
        Set.copyOf(charge.texts("of")),
        unit,
        charge.decimal("quantity").orElse(BigDecimal.ONE));
  }

  private static CompositeRule leastTotal(BigDecimal minimum, PricingUnit unit) {
    return new CompositeRule.LeastTotal(new Minimum(new Money(minimum, unit)));
  }

  private static CompositeRule covered(BigDecimal most, PricingUnit unit) {
    return new CompositeRule.Covered(new Minimum(new Money(most, unit)));
  }

  private static Recurrence recurrence(Element charge) {
    return new Recurrence(
        timing(charge),
        charge.integer("every", 1),
        charge
            .text("cadence")
            .map(cadence -> Cadence.valueOf(cadence.toUpperCase(Locale.ROOT)))
            .orElse(null));
  }

  private static Timing timing(Element charge) {
    return Timing.valueOf(charge.text("timing").orElse("arrears").toUpperCase(Locale.ROOT));
  }
}
