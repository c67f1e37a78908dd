package io.lakebill.jobs.invoice.account;

import io.lakebill.jobs.run.Demand;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.document.Sha256;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that an account is invoiced, of everything that is not billed for good: its drafts in the
 * order in which they draw on its credits, and what that does to the credits. One computation for
 * one account; no other account is looked at.
 *
 * @param charges of the account, in any order
 * @param asOf decides which of the drafts are due
 * @param demand whom alone the run bills; null for all
 * @param mostDue so many may be due at once
 * @param holds what people hold
 */
public record AccountDrafts(
    BillableAccount account,
    List<ChargedPeriod> charges,
    Catalog catalog,
    LocalDate asOf,
    Demand demand,
    long mostDue,
    Holds holds) {

  /** Brings all charges on invoices in the currency that the account is billed in. */
  public AccountDrafts {
    charges = account.inItsCurrency(charges);
  }

  private static final int ID_LENGTH = 32;

  /**
   * What comes of the account.
   *
   * @param drafts by billing date, and then as {@link InvoiceKey} orders them
   * @param entries what the ledger is told: what drafts that are due burn, and what became of the
   *     grants
   */
  public record Invoiced(List<DraftInvoice> drafts, List<CreditEntries.Entry> entries) {}

  /** Invoices what is open of it. */
  public Invoiced invoiced() {
    Map<InvoiceKey, List<ChargedPeriod>> byKey = new TreeMap<>();
    for (ChargedPeriod charge : charges) {
      byKey.computeIfAbsent(charge.key(), any -> new ArrayList<>()).add(charge);
    }
    RunningCommitments commitments =
        new RunningCommitments(account.commitments(), charges, asOf, account.own());
    commitments.keys().forEach(key -> byKey.computeIfAbsent(key, any -> List.of()));
    RunningCredits credits = new RunningCredits(grants(), asOf);
    List<DraftInvoice> wanted = new ArrayList<>();
    byKey.forEach(
        (key, charged) -> {
          credits.rollOver(key.billingDate());
          List<RunningCommitments.Owed> owed = commitments.owed(key);
          DraftInvoice draft =
              held(
                  new DraftAssembly(key, charged, owed, account.terms(), catalog)
                      .draft(credits.balances(firstEarned(key, charged, owed)))
                      .issuedFrom(issuable(key, charged)),
                  charged);
          if (draft.isWanted(asOf)) {
            wanted.add(draft);
            credits.draw(draft);
            commitments.count(draft);
          }
          if (waits(draft)) {
            credits.waits(key.billingDate());
          }
        });
    credits.rollOver(LocalDate.MAX);
    long due = wanted.stream().filter(draft -> draft.isDueOn(asOf)).count();
    List<DraftInvoice> drafts =
        wanted.stream().map(draft -> draft.judged(asOf, due, mostDue)).toList();
    return new Invoiced(drafts, isAsked() ? entries(drafts, credits) : List.of());
  }

  /**
   * Whether the run bills the account at all; what its credits are owed waits with its invoices.
   */
  private boolean isAsked() {
    return demand == null || demand.account().equals(account.id());
  }

  /**
   * The same, with what people hold of it, and what somebody has to look at before it is issued.
   */
  private DraftInvoice held(DraftInvoice draft, List<ChargedPeriod> charged) {
    String id = invoiceId(draft.key());
    List<String> reasons = new ArrayList<>(holds.of(account.id(), id));
    if (draft.isDueOn(asOf) && !holds.isReleased(account.id(), id)) {
      charged.stream()
          .flatMap(charge -> catalog.plan(charge.plan(), charge.period().start()).stream())
          .flatMap(plan -> plan.mostUnusual().stream())
          .min(Comparator.naturalOrder())
          .flatMap(factor -> account.usual().objection(draft, id, factor))
          .ifPresent(reasons::add);
    }
    return draft.held(reasons);
  }

  /**
   * From when on an invoice may be issued, if that is another day than it usually is: of a run on
   * demand, and where somebody wants it early.
   */
  private Optional<LocalDate> issuable(InvoiceKey key, List<ChargedPeriod> charged) {
    if (demand == null) {
      return holds.isEarly(account.id(), invoiceId(key))
          ? Optional.of(key.billingDate())
          : Optional.empty();
    }
    boolean isAsked =
        isAsked()
            && (demand.onlyCadence().isEmpty()
                || charged.stream()
                    .flatMap(
                        charge -> catalog.plan(charge.plan(), charge.period().start()).stream())
                    .anyMatch(plan -> plan.cadence() == demand.cadence()));
    return Optional.of(isAsked ? key.billingDate() : LocalDate.MAX);
  }

  /** Whether it is not issued tonight, whatever else is due of the account. */
  private boolean waits(DraftInvoice draft) {
    boolean isIssued = draft.judged(asOf, 0, mostDue).state(asOf).equals("due");
    return draft.isWanted(asOf) ? !isIssued : !draft.isDueOn(asOf);
  }

  private List<KeptGrant> grants() {
    LocalDate last =
        charges.stream()
            .map(charge -> charge.key().billingDate())
            .filter(date -> date.isAfter(asOf))
            .max(LocalDate::compareTo)
            .orElse(asOf);
    return account.startedBy(last);
  }

  /** The first day that credits of the invoice may have to be valid on. */
  private static LocalDate firstEarned(
      InvoiceKey key, List<ChargedPeriod> charged, List<RunningCommitments.Owed> owed) {
    return Stream.concat(
            charged.stream().map(ChargedPeriod::earnedOn),
            owed.stream().map(one -> one.agreed().days().until().minusDays(1)))
        .reduce(key.billingDate().minusDays(1), (one, other) -> one.isBefore(other) ? one : other);
  }

  /** The id that the draft's invoice will have: another one if its date was invoiced before. */
  public String invoiceId(InvoiceKey key) {
    return Sha256.of(
            String.join(
                "|",
                key.seller(),
                account.id(),
                key.currency(),
                Integer.toString(key.paymentTermsDays()),
                key.billingDate().toString(),
                Long.toString(account.earlier().getOrDefault(key, 0L))))
        .substring(0, ID_LENGTH);
  }

  private List<CreditEntries.Entry> entries(List<DraftInvoice> drafts, RunningCredits credits) {
    Map<Boolean, List<DraftInvoice>> byDue =
        drafts.stream()
            .collect(Collectors.partitioningBy(draft -> draft.state(asOf).equals("due")));
    List<DraftInvoice> due = byDue.get(true);
    List<DraftInvoice> waiting = byDue.get(false);
    Map<String, KeptGrant> kept = new LinkedHashMap<>();
    grants().forEach(one -> kept.put(one.id(), one));
    List<CreditEntries.Entry> entries = new ArrayList<>();
    credits.rollovers().stream()
        .filter(rollover -> waiting.stream().noneMatch(draft -> draft.isUpTo(rollover.date())))
        .forEach(
            rollover -> {
              KeptGrant from = kept.get(rollover.from());
              KeptGrant to = kept.get(rollover.to());
              entries.add(CreditEntries.rolledOver(from, to, rollover.amount(), asOf));
              kept.put(from.id(), from.passingOn(rollover.amount()));
              kept.put(to.id(), to.receiving(rollover.amount()));
            });
    for (KeptGrant one : kept.values()) {
      Money burned = burnedBy(due, one);
      LocalDate end = one.grant().expiry().orElse(asOf);
      boolean isWaitedFor =
          waiting.stream().anyMatch(draft -> draft.hasEarnedBefore(end))
              || (one.rollsOverOn().isPresent()
                  && (!credits.isSettled(end)
                      || waiting.stream().anyMatch(draft -> draft.isUpTo(end))));
      entries.addAll(CreditEntries.settled(one, burned, asOf, isWaitedFor));
    }
    due.forEach(draft -> entries.addAll(CreditEntries.burned(draft, invoiceId(draft.key()), kept)));
    return entries;
  }

  private static Money burnedBy(List<DraftInvoice> due, KeptGrant kept) {
    PricingUnit unit = kept.grant().amount().currency();
    return due.stream()
        .flatMap(draft -> RunningCredits.burns(draft).stream())
        .filter(burned -> burned.unit().equals(unit))
        .map(burned -> burned.usedOf(kept.id()))
        .reduce(Money.zero(unit), Money::plus);
  }
}
