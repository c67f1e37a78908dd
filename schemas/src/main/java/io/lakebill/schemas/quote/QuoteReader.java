package io.lakebill.schemas.quote;

import io.lakebill.pricing.contract.Counter;
import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.credit.GrantSeries;
import io.lakebill.pricing.credit.Scope;
import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.pricing.invoice.TaxTreatment;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.schemas.account.Validity;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CountedCharge;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.document.DocumentReader;
import io.lakebill.schemas.document.DocumentSchema;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what is to be quoted of a plan; everything that is wrong is reported at once. */
public final class QuoteReader {

  private static final DocumentSchema SCHEMA = DocumentSchema.named("quote");

  private final Catalog catalog;
  private final Plan plan;
  private final Problems problems = new Problems();

  private QuoteReader(Catalog catalog, Plan plan) {
    this.catalog = catalog;
    this.plan = plan;
  }

  /**
   * Reads a YAML or JSON file.
   *
   * @param fullStart the first day of a subscription whose first period is a full one
   * @throws io.lakebill.schemas.document.InvalidDocuments listing everything that is wrong
   */
  public static QuoteTerms read(Path file, Catalog catalog, Plan plan, LocalDate fullStart) {
    return new QuoteReader(catalog, plan).terms(DocumentReader.read(file).element(), fullStart);
  }

  private QuoteTerms terms(Element root, LocalDate fullStart) {
    SCHEMA.check(root, problems);
    LocalDate start = date(root, "start").orElse(fullStart);
    List<QuotedUsage> usage = each(root, "usage", this::usage);
    Map<String, BigDecimal> billedBefore = billedBefore(root);
    Map<String, Counter> counters = counters(root, start);
    QuotedAdjustments adjustments = new QuotedAdjustments();
    for (Element at : root.each("adjustments")) {
      problems.map(
          at,
          one -> {
            known("charge", one.required("charge"), chargeIds());
            LocalDate from = date(one, "from").orElse(start);
            return adjustments.add(one, new Validity(from, date(one, "until").orElse(null)));
          });
    }
    List<GrantSeries> grants = each(root, "credits", credit -> credit(credit, start));
    List<QuotedCommitment> commitments =
        each(root, "commitments", at -> QuotedCommitment.of(at, plan.currency()));
    Optional<Element> tax = root.at("tax");
    List<TaxRate> rates =
        tax.flatMap(at -> problems.map(at, QuoteReader::taxRates)).orElse(List.of(TaxRate.NONE));
    TaxTreatment treatment =
        tax.flatMap(at -> problems.map(at, QuoteReader::treatment)).orElse(TaxTreatment.TAXED);
    Optional<QuoteTerms> terms =
        problems.map(
            root,
            at ->
                new QuoteTerms(
                    start,
                    date(at, "period").orElse(start),
                    at.at("trial_days").isPresent()
                        ? OptionalInt.of(at.integer("trial_days", 0))
                        : OptionalInt.empty(),
                    usage,
                    billedBefore,
                    counters,
                    adjustments.byCharge(),
                    grants,
                    commitments,
                    rates,
                    treatment,
                    at.decimal("invoice_minimum")));
    problems.refuse();
    return terms.orElseThrow();
  }

  private <T> List<T> each(
      Element root, String field, java.util.function.Function<Element, T> constructor) {
    return root.each(field).stream().flatMap(at -> problems.map(at, constructor).stream()).toList();
  }

  private QuotedUsage usage(Element usage) {
    known("charge", usage.required("charge"), chargeIds());
    Map<String, String> dimensions = new LinkedHashMap<>();
    usage
        .at("dimensions")
        .ifPresent(
            at -> at.fields().forEach(name -> dimensions.put(name, at.text(name).orElse(null))));
    return new QuotedUsage(
        usage.required("charge"),
        usage.decimal("quantity").orElseThrow(),
        dimensions,
        usage.at("events").isPresent() ? (long) usage.integer("events", 0) : null,
        usage.texts("event_amounts").stream().map(BigDecimal::new).toList());
  }

  private Map<String, BigDecimal> billedBefore(Element root) {
    Map<String, BigDecimal> amounts = new HashMap<>();
    root.at("billed_before")
        .ifPresent(
            at ->
                at.fields()
                    .forEach(
                        charge ->
                            problems.map(
                                at,
                                all -> {
                                  known("charge", charge, chargeIds());
                                  return amounts.put(charge, all.decimal(charge).orElseThrow());
                                })));
    return amounts;
  }

  private Map<String, Counter> counters(Element root, LocalDate start) {
    Map<String, List<Counter.Setting>> settings = new HashMap<>();
    for (Element at : root.each("counters")) {
      problems.map(
          at,
          counter -> {
            String id = counter.required("counter");
            known("counter", id, counterIds());
            Counter.Setting setting =
                new Counter.Setting(
                    date(counter, "from").orElse(start), counter.decimal("quantity").orElseThrow());
            settings.computeIfAbsent(id, none -> new ArrayList<>()).add(setting);
            return setting;
          });
    }
    return settings.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Counter(entry.getValue())));
  }

  private GrantSeries credit(Element credit, LocalDate start) {
    credit.texts("charges").forEach(id -> known("charge", id, chargeIds()));
    LocalDate from = date(credit, "from").orElse(start);
    return new GrantSeries(
        new CreditGrant(
            credit.required("id"),
            CreditGrant.Kind.valueOf(
                credit.text("kind").orElse("prepaid").toUpperCase(Locale.ROOT)),
            amount(credit),
            credit.integer("priority", 0),
            from,
            date(credit, "until").orElse(null),
            from.atStartOfDay(ZoneOffset.UTC).toInstant(),
            new Scope(Set.of(), Set.copyOf(credit.texts("charges"))),
            credit.decimal("percent").orElse(null)),
        credit
            .text("every")
            .map(name -> Cadence.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(null),
        credit.decimal("rollover").orElse(BigDecimal.ZERO),
        date(credit, "void_from").orElse(null));
  }

  private Money amount(Element credit) {
    if (credit.at("amount").isEmpty() && credit.at("percent").isPresent()) {
      return CreditGrant.unlimited(unit(credit));
    }
    return Money.round(credit.decimal("amount").orElseThrow(), unit(credit));
  }

  private PricingUnit unit(Element credit) {
    String code = credit.text("currency").orElse(plan.currency().code());
    if (code.equals(plan.currency().code())) {
      return plan.currency();
    }
    return catalog.pricingUnits().stream()
        .filter(unit -> unit.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a credit in %s pays nothing of plan %s, which is in %s"
                        .formatted(code, plan.id(), plan.currency())));
  }

  /** One rate, or several of the same net amount. */
  private static List<TaxRate> taxRates(Element tax) {
    List<Element> several = tax.each("rates");
    if (several.isEmpty()) {
      return List.of(taxRate(tax));
    }
    if (tax.at("percent").isPresent()) {
      throw new IllegalArgumentException(
          "'percent' is one rate, and 'rates' are several; leave one out");
    }
    return several.stream().map(QuoteReader::taxRate).toList();
  }

  private static TaxRate taxRate(Element tax) {
    return new TaxRate(tax.text("code").orElse("tax"), tax.decimal("percent").orElseThrow());
  }

  private static TaxTreatment treatment(Element tax) {
    return new TaxTreatment(
        TaxTreatment.Kind.valueOf(tax.text("treatment").orElse("taxed").toUpperCase(Locale.ROOT)),
        tax.text("reason").orElse(""));
  }

  private Optional<LocalDate> date(Element at, String field) {
    return at.at(field).flatMap(value -> problems.map(value, QuoteReader::date));
  }

  private static LocalDate date(Element value) {
    try {
      return LocalDate.parse(value.text().orElseThrow());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + value.text().orElse("") + "' is no date", e);
    }
  }

  private Set<String> chargeIds() {
    return plan.charges().stream().map(PlanCharge::id).collect(Collectors.toSet());
  }

  private Set<String> counterIds() {
    return plan.charges().stream()
        .filter(CountedCharge.class::isInstance)
        .map(charge -> ((CountedCharge) charge).counter())
        .collect(Collectors.toSet());
  }

  private void known(String kind, String id, Set<String> ids) {
    if (!ids.contains(id)) {
      throw new IllegalArgumentException(
          "plan %s has no %s '%s'; it has: %s"
              .formatted(
                  plan.id(),
                  kind,
                  id,
                  ids.isEmpty()
                      ? "none"
                      : ids.stream().sorted().collect(Collectors.joining(", "))));
    }
  }
}
