package io.lakebill.jobs.invoice.correction;

import io.lakebill.jobs.invoice.account.BillableAccount;
import io.lakebill.jobs.invoice.account.ChargedPeriod;
import io.lakebill.jobs.invoice.account.DraftAssembly;
import io.lakebill.jobs.invoice.account.DraftInvoice;
import io.lakebill.jobs.invoice.account.DraftLine;
import io.lakebill.jobs.invoice.account.InvoiceKey;
import io.lakebill.pricing.credit.GrantBalance;
import io.lakebill.pricing.invoice.Invoice;
import io.lakebill.pricing.invoice.InvoiceCorrection;
import io.lakebill.pricing.invoice.InvoiceCorrection.Place;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.catalog.Catalog;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What periods that an account was invoiced for cost more, or less, than was billed for them. An
 * invoice is made again as a whole, once of what was billed and once of what is known by now: what
 * the first of them does not come to the cent to is left alone, because the terms of then are not
 * known any more.
 *
 * @param account that pays
 * @param others what else was charged on these invoices
 * @param billed what the periods were charged, made again from what was billed
 * @param known the same from what is known by now
 * @param invoiced what was billed
 * @param used what credits paid of it
 * @param periods that are corrected
 */
public record AccountCorrections(
    BillableAccount account,
    List<ChargedPeriod> others,
    List<ChargedPeriod> billed,
    List<ChargedPeriod> known,
    List<Invoiced> invoiced,
    List<UsedCredits.Used> used,
    List<Period> periods,
    Catalog catalog) {

  /** Reads all charges in the currency that the account is billed in. */
  public AccountCorrections {
    others = account.inItsCurrency(others);
    billed = account.inItsCurrency(billed);
    known = account.inItsCurrency(known);
  }

  /**
   * A period that is corrected.
   *
   * @param account that is charged
   * @param next the invoice that the correction comes on; its currency is not said
   */
  record Period(
      String subscription,
      String account,
      String plan,
      LocalDate start,
      LocalDate end,
      Optional<InvoiceKey> next) {}

  /**
   * What an invoice had of a charge, or what corrections had of it since.
   *
   * @param key of the invoice; empty for corrections
   * @param number of the invoice; empty for corrections
   * @param start the first day of the period
   */
  record Invoiced(
      Optional<InvoiceKey> key,
      Optional<String> number,
      String subscription,
      String charge,
      LocalDate start,
      BigDecimal amount,
      BigDecimal discount,
      String currency) {

    private Place place() {
      return new Place(subscription, charge);
    }
  }

  /**
   * What corrects a charge.
   *
   * @param name of the charge, as invoices have it
   * @param invoice the number of the one that is corrected; empty if there was none
   * @param key of the invoice that was, or would have been
   */
  record Correction(
      Period period,
      String charge,
      String name,
      Optional<String> invoice,
      InvoiceKey key,
      LineKind kind,
      Money amount) {}

  /** What cannot be corrected, and why. */
  record Uncorrected(Period period, String reason) {}

  /** What comes of it. */
  record Result(
      List<Correction> corrections,
      List<UsedCredits.Return> returned,
      List<Uncorrected> uncorrected) {}

  /**
   * An invoice that is made again.
   *
   * @param subscriptions by the ids of its bills
   * @param names of its charges
   */
  private record Made(
      Invoice invoice, Map<String, String> subscriptions, Map<Place, String> names) {

    Map<Place, Money> amounts() {
      Map<Place, Money> amounts = InvoiceCorrection.byPlace(invoice, subscriptions);
      withoutZeros(amounts);
      return amounts;
    }
  }

  Result result() {
    List<Correction> corrections = new ArrayList<>();
    List<UsedCredits.Return> returned = new ArrayList<>();
    List<Uncorrected> uncorrected = new ArrayList<>();
    Map<InvoiceKey, List<Period>> byKey = new TreeMap<>();
    for (Period period : periods) {
      Collection<InvoiceKey> keys = new TreeSet<>();
      Stream.concat(billed.stream(), known.stream())
          .filter(charge -> isOf(period, charge))
          .forEach(charge -> keys.add(charge.key()));
      if (keys.isEmpty()) {
        uncorrected.add(
            new Uncorrected(period, "its days, or its plan's charges, are others by now"));
      }
      keys.forEach(key -> byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(period));
    }
    byKey.forEach(
        (key, some) -> {
          try {
            correct(key, some, corrections, returned);
          } catch (UncorrectableException e) {
            some.forEach(period -> uncorrected.add(new Uncorrected(period, e.getMessage())));
          }
        });
    return new Result(corrections, returned, uncorrected);
  }

  /** Adds the corrections of one invoice, which may be none. */
  private void correct(
      InvoiceKey key,
      List<Period> some,
      List<Correction> corrections,
      List<UsedCredits.Return> returned)
      throws UncorrectableException {
    PricingUnit currency = PricingUnit.currency(key.currency());
    Map<Place, Money> soFar = new LinkedHashMap<>();
    Money discounts = Money.zero(currency);
    Optional<String> number = Optional.empty();
    for (Invoiced line : invoiced) {
      if (line.key().filter(key::equals).isPresent()) {
        soFar.merge(line.place(), Money.round(line.amount(), currency), Money::plus);
        discounts = discounts.plus(Money.round(line.discount(), currency));
        number = number.isPresent() ? number : line.number();
      }
    }
    withoutZeros(soFar);
    UsedCredits credits = credits(key, some);
    Made then = made(key, billed, credits.then());
    requireEqual(then.amounts(), soFar, currency);
    requireDiscounts(then, discounts);
    Made now = made(key, known, credits.inForce());
    for (Period period : some) {
      addCorrected(period, key, now, then, soFar);
    }
    InvoiceCorrection correction =
        InvoiceCorrection.of(
            now.invoice(), now.subscriptions(), soFar, credits.used(), credits.returned());
    if (correction.hasOverage() && isAnyUnitLeft(key)) {
      throw new UncorrectableException(
          "credits in units that would pay what it costs more are left; `invoices add-line` has it paid by hand");
    }
    Optional<Period> first = Optional.empty();
    for (Map.Entry<Place, Money> line : correction.lines().entrySet()) {
      Place place = line.getKey();
      Period period =
          some.stream()
              .filter(one -> one.subscription().equals(place.subscription()))
              .findFirst()
              .orElse(some.get(0));
      first = first.isPresent() ? first : Optional.of(period);
      String name = now.names().getOrDefault(place, then.names().get(place));
      corrections.add(
          new Correction(
              period,
              place.charge(),
              name == null ? place.charge() : name,
              number,
              key,
              correction.kind(),
              line.getValue()));
    }
    returned.addAll(credits.returns(correction, first));
  }

  private UsedCredits credits(InvoiceKey key, List<Period> some) throws UncorrectableException {
    return UsedCredits.of(
        account,
        used.stream().filter(one -> one.key().filter(key::equals).isPresent()).toList(),
        used.stream()
            .filter(one -> one.key().isEmpty())
            .filter(
                one ->
                    some.stream()
                        .anyMatch(
                            period ->
                                period.subscription().equals(one.subscription())
                                    && period.start().equals(one.start())))
            .toList(),
        key.billingDate());
  }

  /** Whether credits in units that were valid for the invoice have anything left by now. */
  private boolean isAnyUnitLeft(InvoiceKey key) {
    return account.startedBy(key.billingDate()).stream()
        .filter(kept -> !kept.grant().amount().currency().isCurrency())
        .filter(kept -> kept.isOwn() && kept.grant().isValidOn(key.billingDate().minusDays(1)))
        .anyMatch(kept -> kept.left().signum() > 0);
  }

  private void addCorrected(
      Period period, InvoiceKey key, Made now, Made then, Map<Place, Money> soFar)
      throws UncorrectableException {
    PricingUnit currency = PricingUnit.currency(key.currency());
    for (Invoiced line : invoiced) {
      if (line.key().isEmpty()
          && line.subscription().equals(period.subscription())
          && line.start().equals(period.start())) {
        if (!line.currency().equals(key.currency())) {
          throw new UncorrectableException(
              "it was corrected in %s, and is invoiced in %s"
                  .formatted(line.currency(), key.currency()));
        }
        soFar.merge(placeOf(line, now, then), Money.round(line.amount(), currency), Money::plus);
      }
    }
  }

  /** What corrected the invoice as a whole stands with one of its subscriptions. */
  private static Place placeOf(Invoiced correction, Made now, Made then) {
    Place place = correction.place();
    Place whole = new Place(null, correction.charge());
    boolean isOfWhole = now.amounts().containsKey(whole) || then.amounts().containsKey(whole);
    return isOfWhole ? whole : place;
  }

  /** The invoice with these charges of the periods, and these credits. */
  private Made made(InvoiceKey key, List<ChargedPeriod> ofPeriods, List<GrantBalance> grants)
      throws UncorrectableException {
    List<ChargedPeriod> all =
        Stream.concat(others.stream(), ofPeriods.stream())
            .filter(charge -> charge.key().equals(key))
            .toList();
    DraftInvoice draft =
        new DraftAssembly(key, all, List.of(), account.terms(), catalog).draft(grants);
    if (!draft.reasons().isEmpty()) {
      throw new UncorrectableException(String.join("; ", draft.reasons()));
    }
    Map<Place, String> names = new LinkedHashMap<>();
    for (DraftLine line : draft.lines()) {
      names.put(
          new Place(line.origin().bill().subscription(), line.item().terms().id()),
          line.item().terms().label());
    }
    return new Made(draft.invoice(), draft.subscriptions(), names);
  }

  private static boolean isOf(Period period, ChargedPeriod charge) {
    return charge.subscription().equals(period.subscription())
        && charge.period().start().equals(period.start());
  }

  private static void requireEqual(
      Map<Place, Money> made, Map<Place, Money> billed, PricingUnit currency)
      throws UncorrectableException {
    Set<Place> all = new LinkedHashSet<>(billed.keySet());
    all.addAll(made.keySet());
    Money zero = Money.zero(currency);
    for (Place place : all) {
      Money was = billed.getOrDefault(place, zero);
      Money is = made.getOrDefault(place, zero);
      if (!was.equals(is)) {
        throw new UncorrectableException(
            ("its invoice cannot be made again as it was, because %s of %s was billed for %s and would"
                    + " be %s by today's terms")
                .formatted(
                    place.charge(),
                    place.subscription() == null ? "all" : place.subscription(),
                    was.amount().toPlainString(),
                    is.amount().toPlainString()));
      }
    }
  }

  private static void requireDiscounts(Made then, Money discounts) throws UncorrectableException {
    Money made = then.invoice().discounts().total();
    if (!made.equals(discounts)) {
      throw new UncorrectableException(
          "its invoice cannot be made again as it was, because its discounts were %s and would be %s by today's terms"
              .formatted(discounts.amount().toPlainString(), made.amount().toPlainString()));
    }
  }

  private static void withoutZeros(Map<Place, Money> amounts) {
    amounts.values().removeIf(amount -> amount.signum() == 0);
  }
}
