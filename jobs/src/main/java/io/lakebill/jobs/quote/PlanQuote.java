package io.lakebill.jobs.quote;

import io.lakebill.jobs.invoice.account.ChargedPeriod;
import io.lakebill.jobs.invoice.account.DraftAssembly;
import io.lakebill.jobs.invoice.account.DraftInvoice;
import io.lakebill.jobs.invoice.account.InvoiceKey;
import io.lakebill.jobs.invoice.account.InvoicingTerms;
import io.lakebill.jobs.invoice.account.KeptCommitment;
import io.lakebill.jobs.rate.AdjustedTerms;
import io.lakebill.jobs.rate.BilledTime;
import io.lakebill.jobs.rate.PeriodRating;
import io.lakebill.jobs.rate.RatedCharge;
import io.lakebill.jobs.rate.TermsInForce;
import io.lakebill.pricing.contract.Counter;
import io.lakebill.pricing.contract.Trial;
import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.pricing.credit.GrantBalance;
import io.lakebill.pricing.credit.GrantSeries;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.schemas.account.ChargeAdjustments;
import io.lakebill.schemas.account.PlanHistory;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CountedCharge;
import io.lakebill.schemas.catalog.OneTimeCharge;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.PlanTerms;
import io.lakebill.schemas.catalog.RecurringCharge;
import io.lakebill.schemas.catalog.UsageCharge;
import io.lakebill.schemas.quote.QuoteTerms;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The invoice of one subscription for one billing period: all that belongs to the period, whether
 * it is billed at its start or at its end.
 */
public record PlanQuote(Catalog catalog, Plan plan, QuoteTerms terms) {

  private static final String SUBSCRIPTION = "quote";

  private static final String SELLER = "";

  /**
   * The first day of a subscription whose first period is a full one and has this day in it.
   *
   * @param day any day
   */
  public static LocalDate fullStart(Plan plan, LocalDate day) {
    List<BillingPeriod> periods = plan.schedule(day.minusYears(2), null).startedBy(day);
    return periods.get(periods.size() - 1).start();
  }

  /**
   * Prices the period.
   *
   * @throws IllegalArgumentException if a charge has no price for what was used
   */
  public QuotedInvoice invoice() {
    PlanHistory history =
        PlanHistory.of(plan, terms.start(), null, List.of(), id -> Optional.of(plan));
    int position = history.positionAt(terms.period());
    PlanHistory.Stretch stretch = history.stretches().get(position);
    List<BillingPeriod> started = stretch.schedule().startedBy(terms.period());
    BillingPeriod period = started.get(started.size() - 1);
    Plan then = stretch.planIn(period);
    return new PlanQuote(catalog, then, terms)
        .invoice(plan, stretch.schedule(), history.periodsBefore(position), period);
  }

  /**
   * The same of a plan as the period has it.
   *
   * @param subscribed the plan with what it was before
   * @param periodsBefore how many periods were before the schedule began
   */
  private QuotedInvoice invoice(
      Plan subscribed, BillingSchedule schedule, int periodsBefore, BillingPeriod period) {
    Trial trial = Trial.of(terms.start(), plan.trialDays(), terms.trialDays());
    TermsInForce inForce =
        new TermsInForce(
            subscribed,
            schedule,
            periodsBefore,
            trial,
            charge -> terms.adjustments().getOrDefault(charge, ChargeAdjustments.NONE));
    AdjustedTerms agreed = inForce.in(period);
    agreed.impossible().values().stream().findFirst().ifPresent(PlanQuote::refuse);
    PlanTerms adjusted = agreed.terms();
    List<RatedCharge> rated =
        new PeriodRating(
                inForce,
                period,
                QuotedUsages.byCharge(
                    terms.usage(),
                    adjusted.charges(),
                    charge -> inForce.priceIn(period, charge).model(),
                    period.start()),
                counters(adjusted.charges()),
                BilledTime.ofUsage(terms.billedBefore()))
            .chargesTogether(adjusted);
    rated.forEach(PlanQuote::requireFine);
    DraftInvoice draft = draft(rated, adjusted, period);
    draft.reasons().stream().findFirst().ifPresent(PlanQuote::refuse);
    List<RatedCharge> explained = rated.stream().filter(PlanQuote::isExplained).toList();
    return new QuotedInvoice(period.asDays(), draft, explained);
  }

  /** What counters, changes of fees and composites come to is in their lines. */
  private static boolean isExplained(RatedCharge rated) {
    PlanCharge charge = rated.terms();
    if (charge instanceof RecurringCharge fee) {
      return fee.timing() == rated.timing();
    }
    return charge instanceof UsageCharge usage ? usage.isPriced() : charge instanceof OneTimeCharge;
  }

  /** The draft that a night would make, were all of the period billed at its end. */
  private DraftInvoice draft(List<RatedCharge> rated, PlanTerms adjusted, BillingPeriod period) {
    InvoiceKey key =
        new InvoiceKey(period.end(), SELLER, plan.currency().code(), plan.paymentTermsDays());
    InvoicingTerms account =
        new InvoicingTerms(
            terms.taxTreatment(),
            terms.invoiceMinimum().map(amount -> Money.round(amount, plan.currency())),
            (rate, day) -> terms.taxRates(),
            Optional.empty(),
            ExchangeRates.NONE);
    return DraftAssembly.of(
            key,
            rated.stream()
                .map(
                    one ->
                        ChargedPeriod.of(
                            one,
                            SUBSCRIPTION,
                            plan,
                            adjusted.position(one.terms().id()),
                            period,
                            key))
                .toList(),
            terms.commitments().stream()
                .map(
                    one ->
                        new KeptCommitment(one.agreed(), one.spent(), one.billed(), one.overage()))
                .toList(),
            account,
            catalog)
        .draft(grants(period));
  }

  /**
   * All are whole, also those of commitments: what earlier invoices left of them, a quote does not
   * know.
   */
  private List<GrantBalance> grants(BillingPeriod period) {
    Stream<GrantSeries> ofCommitments =
        terms.commitments().stream()
            .flatMap(one -> one.agreed().grant().stream())
            .map(GrantSeries::once);
    return Stream.concat(terms.grants().stream(), ofCommitments)
        .flatMap(
            series ->
                IntStream.rangeClosed(1, series.startedBy(period.end()))
                    .mapToObj(series::one)
                    .flatMap(one -> series.unlessVoid(one).stream()))
        .map(GrantBalance::whole)
        .toList();
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

  private static void requireFine(RatedCharge rated) {
    rated.held().ifPresent(reason -> refuse("charge " + rated.terms().id() + ": " + reason));
  }

  private static void refuse(String reason) {
    throw new IllegalArgumentException(reason);
  }
}
