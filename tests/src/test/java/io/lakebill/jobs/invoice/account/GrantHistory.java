package io.lakebill.jobs.invoice.account;

import io.lakebill.jobs.lake.StoredValues;
import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.pricing.credit.GrantSeries;
import io.lakebill.pricing.credit.Scope;
import io.lakebill.pricing.invoice.InvoiceItem;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.pricing.invoice.TaxTreatment;
import io.lakebill.pricing.invoice.TrueUpTerm;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.pricing.period.Days;
import io.lakebill.schemas.account.AgreedCommitment;
import io.lakebill.schemas.account.CommitmentFee;
import io.lakebill.schemas.account.Party;
import io.lakebill.schemas.account.Validity;
import io.lakebill.schemas.catalog.Catalog;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Nights of an account without Spark: its charges, its grants, and a ledger that each night reads
 * and adds to, as the tables do.
 */
final class GrantHistory {

  static final PricingUnit USD = PricingUnit.currency("USD");

  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

  private static final Catalog CATALOG =
      new Catalog(List.of(), List.of(), List.of(), List.of(), List.of());

  private final List<GrantSeries> grants;
  private final List<ChargedPeriod> open = new ArrayList<>();
  private final List<CreditEntries.Entry> ledger = new ArrayList<>();
  private final Map<InvoiceKey, Money> due = new TreeMap<>();
  private final List<AgreedCommitment> commitments = new ArrayList<>();
  private final List<InvoiceItem> billed = new ArrayList<>();
  private int grace = 0;

  GrantHistory(GrantSeries... grants) {
    this.grants = new ArrayList<>(List.of(grants));
  }

  /** A grant of dollars from the first of January on. */
  static GrantSeries grant(String amount, Cadence every, String rollover) {
    return grant(amount, every, rollover, null);
  }

  static GrantSeries grant(String amount, Cadence every, String rollover, LocalDate voidFrom) {
    return new GrantSeries(
        new CreditGrant(
            "g", CreditGrant.Kind.PREPAID, usd(amount), 0, FIRST, null, Instant.EPOCH, Scope.ALL),
        every,
        new BigDecimal(rollover),
        voidFrom);
  }

  /** Agrees on a commitment for all charges. */
  GrantHistory commitment(AgreedCommitment agreed) {
    commitments.add(agreed);
    agreed.grant().map(GrantSeries::once).ifPresent(grants::add);
    return this;
  }

  /** A commitment that is paid as it is used. */
  static AgreedCommitment postpaid(String id, String amount, String from, String until) {
    return agreed(id, AgreedCommitment.Kind.POSTPAID, amount, from, until, CommitmentFee.NONE);
  }

  static AgreedCommitment agreed(
      String id,
      AgreedCommitment.Kind kind,
      String amount,
      String from,
      String until,
      CommitmentFee fee) {
    return agreed(id, kind, amount, from, until, fee, null);
  }

  static AgreedCommitment agreed(
      String id,
      AgreedCommitment.Kind kind,
      String amount,
      String from,
      String until,
      CommitmentFee fee,
      BigDecimal overageFactor) {
    return new AgreedCommitment(
        id,
        "acme",
        kind,
        new BigDecimal(amount),
        "USD",
        new Validity(LocalDate.parse(from), LocalDate.parse(until)),
        List.of(),
        fee,
        null,
        overageFactor);
  }

  /** What invoices have on lines of a commitment: its fee or true-up. */
  String billedOf(String commitment) {
    return sum(commitment, kind -> kind != LineKind.COMMITMENT_OVERAGE).amount().toPlainString();
  }

  /** What invoices have of what is beyond a commitment. */
  Money overageOf(String commitment) {
    return sum(commitment, kind -> kind == LineKind.COMMITMENT_OVERAGE);
  }

  private Money sum(String commitment, Predicate<LineKind> kinds) {
    return Money.sum(
        billed.stream()
            .filter(item -> item.terms().id().equals(commitment) && kinds.test(item.kind()))
            .map(InvoiceItem::amount)
            .toList(),
        USD);
  }

  /** What invoices have that counts towards a commitment. */
  Money spentOn(AgreedCommitment agreed) {
    return TrueUpTerm.counted(agreed.commitment(), Set.of(), billed);
  }

  List<AgreedCommitment> commitments() {
    return commitments;
  }

  /** Charges that follow wait so many days. */
  GrantHistory withGrace(int days) {
    grace = days;
    return this;
  }

  /** Charges the usage of a month in arrears. */
  GrantHistory usage(String month, String amount) {
    LocalDate start = LocalDate.parse(month);
    return charge("usage", new Days(start, start.plusMonths(1)), start.plusMonths(1), amount);
  }

  /** Charges an amount for a period, at one of its ends. */
  GrantHistory charge(String subscription, Days period, LocalDate billingDate, String amount) {
    BigDecimal exact = new BigDecimal(amount);
    ChargedPeriod.Part part =
        new ChargedPeriod.Part(
            LineKind.USAGE,
            "",
            StoredValues.quantity(BigDecimal.ONE),
            StoredValues.quantity(exact),
            exact.toPlainString(),
            usd(amount).amount());
    open.add(
        new ChargedPeriod(
            "acme",
            subscription,
            "plan",
            subscription,
            subscription,
            "usage",
            1,
            "USD",
            grace,
            period,
            period,
            new InvoiceKey(billingDate, "house", "USD", 0),
            exact,
            List.of(part),
            null));
    return this;
  }

  /** Invoices what has begun by a date, and issues what is due. */
  void night(String asOf) {
    night(LocalDate.parse(asOf));
  }

  void night(LocalDate asOf) {
    List<ChargedPeriod> begun =
        open.stream().filter(charge -> !charge.period().start().isAfter(asOf)).toList();
    AccountDrafts.Invoiced invoiced =
        new AccountDrafts(account(), begun, CATALOG, asOf, null, Long.MAX_VALUE, Holds.NONE)
            .invoiced();
    ledger.addAll(invoiced.entries());
    for (DraftInvoice draft : invoiced.drafts()) {
      if (draft.state(asOf).equals("due")) {
        due.merge(draft.key(), draft.invoice().amountDue(), Money::plus);
        draft.lines().forEach(line -> billed.add(line.item()));
        open.removeIf(charge -> charge.key().equals(draft.key()));
      }
    }
  }

  /** What is left to pay of the invoices of a date. */
  String dueOf(String billingDate) {
    return due.entrySet().stream()
        .filter(invoice -> invoice.getKey().billingDate().toString().equals(billingDate))
        .map(invoice -> invoice.getValue().amount().toPlainString())
        .collect(Collectors.joining(" "));
  }

  /** What was done to each grant. */
  List<String> entries() {
    List<String> order = List.of("grant", "burn", "transfer", "expire", "revive", "void");
    return ledger.stream()
        .filter(entry -> entry.amount().signum() != 0)
        .sorted(
            Comparator.comparing((CreditEntries.Entry entry) -> name(entry))
                .thenComparing(entry -> order.indexOf(entry.entry())))
        .map(GrantHistory::told)
        .toList();
  }

  private static String told(CreditEntries.Entry entry) {
    String to =
        entry.entry().equals("transfer") ? " to " + name(entry.grant(), entry.toRecurrence()) : "";
    return name(entry) + " " + entry.entry() + to + " " + entry.amount().amount();
  }

  /** What each side has of each grant, and what is left to pay of each invoice. */
  Map<String, BigDecimal> outcome() {
    Map<String, BigDecimal> outcome = new TreeMap<>();
    due.forEach((key, amount) -> outcome.put("invoice of " + key.billingDate(), amount.amount()));
    for (CreditEntries.Entry entry : ledger) {
      BigDecimal amount = entry.amount().amount();
      outcome.merge(
          entry.from() + " of " + name(entry.grant(), entry.recurrence()),
          amount.negate(),
          BigDecimal::add);
      outcome.merge(
          entry.to() + " of " + name(entry.grant(), entry.toRecurrence()), amount, BigDecimal::add);
    }
    outcome.replaceAll((what, amount) -> amount.stripTrailingZeros());
    outcome.values().removeIf(amount -> amount.signum() == 0);
    return outcome;
  }

  private static String name(CreditEntries.Entry entry) {
    return name(entry.grant(), entry.recurrence());
  }

  private static String name(String grant, Integer recurrence) {
    return recurrence == null ? grant : grant + "/" + recurrence;
  }

  private BillableAccount account() {
    return new BillableAccount(
        "acme",
        "Acme",
        Party.UNKNOWN,
        null,
        new InvoicingTerms(
            TaxTreatment.TAXED,
            Optional.empty(),
            (rates, day) -> List.of(TaxRate.NONE),
            Optional.empty(),
            ExchangeRates.NONE),
        grants.stream().map(this::kept).toList(),
        commitments.stream()
            .map(
                agreed ->
                    new KeptCommitment(
                        agreed,
                        TrueUpTerm.counted(agreed.commitment(), Set.of(), billed),
                        usd(billedOf(agreed.id())),
                        overageOf(agreed.id())))
            .toList(),
        new RunningCommitments.Own("house", 0),
        Map.of(),
        UsualAmounts.NONE);
  }

  private KeptSeries kept(GrantSeries series) {
    Map<Integer, GrantLedger> kept = new HashMap<>();
    TreeSet<Integer> numbers = new TreeSet<>();
    ledger.forEach(
        entry -> {
          if (entry.grant().equals(series.grant().id())) {
            numbers.add(number(entry.recurrence()));
            numbers.add(number(entry.toRecurrence()));
          }
        });
    for (int number : numbers) {
      kept.put(
          number,
          new GrantLedger(
              net(series, number, CreditEntries.Side.ISSUED).negated(),
              net(series, number, CreditEntries.Side.BURNED),
              net(series, number, CreditEntries.Side.EXPIRED),
              transferred(entry -> number(entry.toRecurrence()) == number, series),
              transferred(entry -> number(entry.recurrence()) == number, series),
              usd("0"),
              true));
    }
    return new KeptSeries(series, USD, true, kept);
  }

  private Money net(GrantSeries series, int number, CreditEntries.Side side) {
    Money net = usd("0");
    for (CreditEntries.Entry entry : ledger) {
      boolean isOf =
          entry.grant().equals(series.grant().id()) && number(entry.recurrence()) == number;
      net = isOf && entry.to() == side ? net.plus(entry.amount()) : net;
      net = isOf && entry.from() == side ? net.minus(entry.amount()) : net;
    }
    return net;
  }

  private Money transferred(Predicate<CreditEntries.Entry> which, GrantSeries series) {
    return Money.sum(
        ledger.stream()
            .filter(entry -> entry.entry().equals("transfer"))
            .filter(entry -> entry.grant().equals(series.grant().id()))
            .filter(which)
            .map(CreditEntries.Entry::amount)
            .toList(),
        USD);
  }

  private static int number(Integer recurrence) {
    return recurrence == null ? 1 : recurrence;
  }

  static Money usd(String amount) {
    return Money.round(new BigDecimal(amount), USD);
  }
}
