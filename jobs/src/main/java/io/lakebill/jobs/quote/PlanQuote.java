package io.lakebill.jobs.quote;

import io.lakebill.jobs.rate.BilledTime;
import io.lakebill.jobs.rate.PeriodRating;
import io.lakebill.jobs.rate.RatedCharge;
import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.PriceAdjustment;
import io.lakebill.pricing.contract.Counter;
import io.lakebill.pricing.contract.Minimum;
import io.lakebill.pricing.contract.Trial;
import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.pricing.credit.GrantBalance;
import io.lakebill.pricing.invoice.CompositeTerm;
import io.lakebill.pricing.invoice.InvoiceBasis;
import io.lakebill.pricing.invoice.InvoiceItem;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.invoice.LineTerms;
import io.lakebill.pricing.invoice.MinimumTerm;
import io.lakebill.pricing.invoice.OverageTerm;
import io.lakebill.pricing.invoice.SubscriptionBill;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Proration;
import io.lakebill.schemas.catalog.CompositeCharge;
import io.lakebill.schemas.catalog.CountedCharge;
import io.lakebill.schemas.catalog.OneTimeCharge;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.PlanTerms;
import io.lakebill.schemas.catalog.RecurringCharge;
import io.lakebill.schemas.catalog.UsageCharge;
import io.lakebill.schemas.quote.QuoteTerms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The invoice of one subscription for one billing period: all that belongs to the period, whether
 * it is billed at its start or at its end.
 */
public record PlanQuote(Plan plan, QuoteTerms terms) {

  private static final String SUBSCRIPTION = "quote";

  /**
   * The first day of a subscription whose first period is a full one and has this day in it.
   *
   * @param day any day
   */
  public static LocalDate fullStart(Plan plan, LocalDate day) {
    List<BillingPeriod> periods =
        new BillingSchedule(day.minusYears(2), null, plan.cadence(), plan.anchor()).startedBy(day);
    return periods.get(periods.size() - 1).start();
  }

  /**
   * Prices the period.
   *
   * @throws IllegalArgumentException if a charge has no price for what was used
   */
  public QuotedInvoice invoice() {
    BillingSchedule schedule =
        new BillingSchedule(terms.start(), null, plan.cadence(), plan.anchor());
    List<BillingPeriod> started = schedule.startedBy(terms.period());
    BillingPeriod period = started.get(started.size() - 1);
    Trial trial = Trial.of(terms.start(), plan.trialDays(), terms.trialDays());
    PlanTerms inForce = plan.terms().in(period, trial);

    List<PlanCharge> charges = inForce.charges().stream().map(this::adjusted).toList();
    PeriodRating rating =
        new PeriodRating(
            plan.currency(),
            schedule,
            period,
            trial,
            QuotedUsages.byCharge(terms.usage(), charges),
            counters(charges),
            BilledTime.NONE);
    List<RatedCharge> rated =
        rating.charges(charges.stream().filter(PlanQuote::isRatedAlone).toList());
    List<InvoiceItem> items = new ArrayList<>();
    for (PlanCharge charge : charges) {
      rated.stream()
          .filter(one -> one.terms().id().equals(charge.id()))
          .flatMap(one -> items(one, period).stream())
          .forEach(items::add);
    }

    SubscriptionBill bill =
        new SubscriptionBill(
            SUBSCRIPTION,
            items,
            charges.stream()
                .filter(CompositeCharge.class::isInstance)
                .map(charge -> (CompositeCharge) charge)
                .map(charge -> new CompositeTerm(line(charge), charge.composite()))
                .toList(),
            plan.overages().stream()
                .map(
                    price ->
                        new OverageTerm(
                            line(price.unit() + "_overage", price.unit() + " overage"), price))
                .toList(),
            trial
                .paidPart(period.service())
                .flatMap(paid -> planMinimum(inForce, paid.proration()))
                .orElse(null),
            period.proration(),
            period.service().lastDay());
    List<RatedCharge> explained =
        rated.stream().filter(one -> !(one.terms() instanceof CountedCharge)).toList();
    return new QuotedInvoice(period, basis(bill, period).invoice(), explained);
  }

  private InvoiceBasis basis(SubscriptionBill bill, BillingPeriod period) {
    return new InvoiceBasis(
        plan.currency(),
        period.end(),
        List.of(bill),
        terms
            .invoiceMinimum()
            .map(amount -> minimum("invoice_minimum", "Invoice minimum", amount, Proration.FULL))
            .orElse(null),
        terms.grants().stream().map(GrantBalance::whole).toList(),
        terms.taxTreatment(),
        ExchangeRates.NONE);
  }

  private Optional<MinimumTerm> planMinimum(PlanTerms inForce, Proration days) {
    return inForce
        .minimumAmount()
        .map(amount -> minimum("plan_minimum", "Plan minimum", amount, days));
  }

  private MinimumTerm minimum(String id, String label, BigDecimal amount, Proration days) {
    return new MinimumTerm(
        line(id, label), new Minimum(Money.round(amount, plan.currency())), days);
  }

  private static boolean isRatedAlone(PlanCharge charge) {
    return (charge instanceof UsageCharge usage && usage.isPriced())
        || charge instanceof RecurringCharge
        || charge instanceof OneTimeCharge
        || charge instanceof CountedCharge;
  }

  private Map<String, Counter> counters(List<PlanCharge> charges) {
    Map<String, Counter> counters = new HashMap<>();
    for (PlanCharge charge : charges) {
      if (charge instanceof CountedCharge counted
          && terms.counters().containsKey(counted.counter())) {
        counters.put(charge.id(), terms.counters().get(counted.counter()));
      }
    }
    return counters;
  }

  private List<InvoiceItem> items(RatedCharge rated, BillingPeriod period) {
    requireFine(rated);
    if (rated.terms() instanceof CountedCharge) {
      return counted(rated, period);
    }
    LineKind kind =
        rated.terms() instanceof UsageCharge
            ? LineKind.USAGE
            : rated.terms() instanceof RecurringCharge
                ? LineKind.RECURRING_FEE
                : LineKind.ONE_TIME_FEE;
    return List.of(item(kind, line(rated.terms()), rated.charge().amount(), period));
  }

  /** Each change of a counter is a line of its own. */
  private List<InvoiceItem> counted(RatedCharge rated, BillingPeriod period) {
    List<InvoiceItem> items = new ArrayList<>();
    for (int i = 0; i < rated.kinds().size(); i++) {
      Charge.Line line = rated.charge().lines().get(i);
      String label = rated.terms().name() + ", " + line.rated().label();
      items.add(item(rated.kinds().get(i), line(rated.terms().id(), label), line.amount(), period));
    }
    return items;
  }

  private static InvoiceItem item(
      LineKind kind, LineTerms terms, Money amount, BillingPeriod period) {
    return new InvoiceItem(kind, SUBSCRIPTION, terms, period.service().lastDay(), amount);
  }

  private static void requireFine(RatedCharge rated) {
    rated
        .held()
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException("charge " + rated.terms().id() + ": " + reason);
            });
  }

  /** The charge as this customer pays it. */
  private PlanCharge adjusted(PlanCharge charge) {
    PriceAdjustment adjustment = terms.adjustments().get(charge.id());
    if (adjustment == null) {
      return charge;
    }
    if (charge instanceof UsageCharge usage) {
      return new UsageCharge(
          usage.id(), usage.name(), usage.meter(), adjustment.apply(usage.price()));
    }
    if (charge instanceof CountedCharge counted) {
      return counted.withPrice(adjustment.apply(counted.price()));
    }
    if (charge instanceof RecurringCharge fee) {
      return new RecurringCharge(
          fee.id(), fee.name(), adjustment.apply(fee.fee()), fee.timing(), fee.every());
    }
    if (charge instanceof OneTimeCharge fee) {
      return new OneTimeCharge(fee.id(), fee.name(), adjustment.apply(fee.fee()), fee.timing());
    }
    throw new IllegalArgumentException(
        "charge " + charge.id() + " is computed from others and has no price to adjust");
  }

  private LineTerms line(PlanCharge charge) {
    return line(charge.id(), charge.name());
  }

  private LineTerms line(String id, String label) {
    return new LineTerms(id, label, null, terms.taxRate());
  }
}
