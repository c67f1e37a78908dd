package io.lakebill.jobs.invoice.correction;

import io.lakebill.jobs.invoice.account.BillableAccount;
import io.lakebill.jobs.invoice.account.ChargedPeriod;
import io.lakebill.jobs.invoice.account.DraftAssembly;
import io.lakebill.jobs.invoice.account.DraftInvoice;
import io.lakebill.jobs.invoice.account.DraftLine;
import io.lakebill.jobs.invoice.account.InvoiceKey;
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
 * @param periods that are corrected
 */
public record AccountCorrections(
    BillableAccount account,
    List<ChargedPeriod> others,
    List<ChargedPeriod> billed,
    List<ChargedPeriod> known,
    List<Invoiced> invoiced,
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
      Money amount) {}

  /** What cannot be corrected, and why. */
  record Uncorrected(Period period, String reason) {}

  /** What comes of it. */
  record Result(List<Correction> corrections, List<Uncorrected> uncorrected) {}

  /** A charge of a subscription, or of the invoice as a whole. */
  private record Place(String subscription, String charge) {}

  /** Lines of an invoice, added up. */
  private record Lines(Map<Place, BigDecimal> amounts, Map<Place, String> names) {}

  Result result() {
    List<Correction> corrections = new ArrayList<>();
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
            corrections.addAll(corrections(key, some));
          } catch (UncorrectableException e) {
            some.forEach(period -> uncorrected.add(new Uncorrected(period, e.getMessage())));
          }
        });
    return new Result(corrections, uncorrected);
  }

  /** The corrections of one invoice, which may be none. */
  private List<Correction> corrections(InvoiceKey key, List<Period> some)
      throws UncorrectableException {
    Map<Place, BigDecimal> before = new LinkedHashMap<>();
    Map<Place, BigDecimal> discounts = new LinkedHashMap<>();
    Optional<String> number = Optional.empty();
    for (Invoiced line : invoiced) {
      if (line.key().filter(key::equals).isPresent()) {
        before.merge(line.place(), line.amount(), BigDecimal::add);
        discounts.merge(line.place(), line.discount(), BigDecimal::add);
        number = number.isPresent() ? number : line.number();
      }
    }
    withoutZeros(before);
    Lines then = lines(key, billed);
    requireEqual(then.amounts(), before);
    Lines now = lines(key, known);
    Map<Place, BigDecimal> left = new LinkedHashMap<>(now.amounts());
    before.forEach((place, amount) -> left.merge(place, amount.negate(), BigDecimal::add));
    for (Period period : some) {
      for (Invoiced line : invoiced) {
        if (line.key().isEmpty()
            && line.subscription().equals(period.subscription())
            && line.start().equals(period.start())) {
          if (!line.currency().equals(key.currency())) {
            throw new UncorrectableException(
                "it was corrected in %s, and is invoiced in %s"
                    .formatted(line.currency(), key.currency()));
          }
          left.merge(placeOf(line, now, then), line.amount().negate(), BigDecimal::add);
        }
      }
    }
    withoutZeros(left);
    List<Correction> corrections = new ArrayList<>();
    PricingUnit currency = PricingUnit.currency(key.currency());
    for (var entry : left.entrySet()) {
      Place place = entry.getKey();
      if (entry.getValue().signum() < 0
          && discounts.getOrDefault(place, BigDecimal.ZERO).signum() != 0) {
        throw new UncorrectableException(
            "%s costs less, and its invoice had a discount on it".formatted(place.charge()));
      }
      Period period =
          some.stream()
              .filter(one -> one.subscription().equals(place.subscription()))
              .findFirst()
              .orElse(some.get(0));
      String name = now.names().getOrDefault(place, then.names().get(place));
      corrections.add(
          new Correction(
              period,
              place.charge(),
              name == null ? place.charge() : name,
              number,
              key,
              Money.round(entry.getValue(), currency)));
    }
    return corrections;
  }

  /** What corrected the invoice as a whole stands with one of its subscriptions. */
  private static Place placeOf(Invoiced correction, Lines now, Lines then) {
    Place place = correction.place();
    Place whole = new Place(null, correction.charge());
    boolean isOfWhole = now.amounts().containsKey(whole) || then.amounts().containsKey(whole);
    return isOfWhole ? whole : place;
  }

  /** The invoice before discounts and taxes, with these charges of the periods. */
  private Lines lines(InvoiceKey key, List<ChargedPeriod> ofPeriods) throws UncorrectableException {
    List<ChargedPeriod> all =
        Stream.concat(others.stream(), ofPeriods.stream())
            .filter(charge -> charge.key().equals(key))
            .toList();
    Lines lines = new Lines(new LinkedHashMap<>(), new LinkedHashMap<>());
    if (all.isEmpty()) {
      return lines;
    }
    DraftInvoice draft =
        new DraftAssembly(key, all, List.of(), account.terms(), catalog).draft(List.of());
    if (!draft.reasons().isEmpty()) {
      throw new UncorrectableException(String.join("; ", draft.reasons()));
    }
    for (DraftLine line : draft.lines()) {
      Place place = new Place(line.origin().bill().subscription(), line.item().terms().id());
      lines.amounts().merge(place, line.item().amount().amount(), BigDecimal::add);
      lines.names().put(place, line.item().terms().label());
    }
    withoutZeros(lines.amounts());
    return lines;
  }

  private static boolean isOf(Period period, ChargedPeriod charge) {
    return charge.subscription().equals(period.subscription())
        && charge.period().start().equals(period.start());
  }

  private static void requireEqual(Map<Place, BigDecimal> made, Map<Place, BigDecimal> billed)
      throws UncorrectableException {
    Set<Place> all = new LinkedHashSet<>(billed.keySet());
    all.addAll(made.keySet());
    for (Place place : all) {
      BigDecimal was = billed.getOrDefault(place, BigDecimal.ZERO);
      BigDecimal is = made.getOrDefault(place, BigDecimal.ZERO);
      if (was.compareTo(is) != 0) {
        throw new UncorrectableException(
            ("its invoice cannot be made again as it was, because %s of %s was billed for %s and would"
                    + " be %s by today's terms without credits in units")
                .formatted(
                    place.charge(),
                    place.subscription() == null ? "all" : place.subscription(),
                    was.toPlainString(),
                    is.toPlainString()));
      }
    }
  }

  private static void withoutZeros(Map<Place, BigDecimal> amounts) {
    amounts.values().removeIf(amount -> amount.signum() == 0);
  }

  /** An invoice that no correction can be made of. */
  private static final class UncorrectableException extends Exception {

    private static final long serialVersionUID = 1;

    UncorrectableException(String message) {
      super(message);
    }
  }
}
