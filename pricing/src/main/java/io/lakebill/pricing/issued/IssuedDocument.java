package io.lakebill.pricing.issued;

import io.lakebill.pricing.money.Allocation;
import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An issued invoice as far as credit notes take it back, or a credit note of it, whose amounts are
 * negative and whose lines have the numbers of those that they take back.
 *
 * <p>However an invoice is taken back, bit by bit or at once: its notes never come to more than it,
 * neither in a line nor in a tax, and once all of it is taken back they come to exactly it.
 *
 * @param lines by number
 * @param taxes one for each rate that lines name
 * @param paidByCredits what prepaid credits paid of the total
 */
public record IssuedDocument(
    PricingUnit currency, List<IssuedLine> lines, List<IssuedTax> taxes, Money paidByCredits) {

  /** Copies the lists. */
  public IssuedDocument {
    lines = List.copyOf(lines);
    taxes = List.copyOf(taxes);
  }

  /** Of the lines, after discounts and before tax. */
  public Money net() {
    return Money.sum(lines.stream().map(IssuedLine::net).toList(), currency);
  }

  /** Of the lines, after discounts and tax. */
  public Money total() {
    return net().plus(Money.sum(lines.stream().map(IssuedLine::tax).toList(), currency));
  }

  /** What is left to pay after credits. */
  public Money amountDue() {
    return total().minus(paidByCredits);
  }

  /** Whether nothing of it is left. */
  public boolean isNothing() {
    return lines.stream().allMatch(IssuedLine::isNothing);
  }

  /** What is left of it after credit notes. */
  public IssuedDocument after(List<IssuedDocument> notes) {
    Map<Integer, IssuedLine> left = new LinkedHashMap<>();
    lines.forEach(line -> left.put(line.number(), line));
    Map<String, IssuedTax> taxed = new LinkedHashMap<>();
    taxes.forEach(tax -> taxed.put(tax.rate(), tax));
    Money credits = paidByCredits;
    for (IssuedDocument note : notes) {
      note.lines.forEach(line -> left.merge(line.number(), line, IssuedLine::plus));
      note.taxes.forEach(tax -> taxed.merge(tax.rate(), tax, IssuedTax::plus));
      credits = credits.plus(note.paidByCredits);
    }
    return new IssuedDocument(
        currency, List.copyOf(left.values()), List.copyOf(taxed.values()), credits);
  }

  /** The credit note that takes all of it back. */
  public IssuedDocument takenBack() {
    return new IssuedDocument(
        currency,
        lines.stream().filter(line -> !line.isNothing()).map(IssuedLine::negated).toList(),
        taxes.stream().filter(tax -> !tax.isNothing()).map(IssuedTax::negated).toList(),
        paidByCredits.negated());
  }

  /**
   * The credit note that takes some of its net amount back, from every line in proportion.
   *
   * @param notes that took some of it back before
   * @param net before tax, more than nothing
   * @throws IllegalArgumentException if less than that is left
   */
  public IssuedDocument credited(List<IssuedDocument> notes, Money net) {
    IssuedDocument left = after(notes);
    requireLeft(net, left.net(), "the invoice");
    List<Money> shares =
        Allocation.largestRemainder(
            net, inProportion(net, left.lines.stream().map(IssuedLine::net).toList(), left.net()));
    Map<Integer, Money> nets = new LinkedHashMap<>();
    for (int i = 0; i < shares.size(); i++) {
      if (shares.get(i).signum() != 0) {
        nets.put(left.lines.get(i).number(), shares.get(i));
      }
    }
    return credited(notes, left, nets);
  }

  /**
   * The credit note that takes some of a line's net amount back.
   *
   * @param notes that took some of it back before
   * @param number of the line
   * @param net before tax, more than nothing
   * @throws IllegalArgumentException if less than that is left of the line
   */
  public IssuedDocument credited(List<IssuedDocument> notes, int number, Money net) {
    IssuedDocument left = after(notes);
    Money ofLine =
        left.lines.stream()
            .filter(line -> line.number() == number)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("it has no line " + number))
            .net();
    requireLeft(net, ofLine, "line " + number);
    return credited(notes, left, Map.of(number, net));
  }

  private static void requireLeft(Money net, Money left, String of) {
    if (net.signum() <= 0) {
      throw new IllegalArgumentException(net + " is not more than nothing");
    }
    if (net.compareTo(left) > 0) {
      throw new IllegalArgumentException(
          "%s before tax is more than the %s that are left of %s".formatted(net, left, of));
    }
  }

  private IssuedDocument credited(
      List<IssuedDocument> notes, IssuedDocument left, Map<Integer, Money> nets) {
    if (left.lines.stream()
        .allMatch(line -> line.net().equals(nets.getOrDefault(line.number(), zero())))) {
      return left.takenBackKeepingDiscounts();
    }
    List<IssuedLine> taken =
        left.lines.stream().filter(line -> nets.containsKey(line.number())).toList();
    Map<Integer, Money> taxOfLines = new LinkedHashMap<>();
    List<IssuedTax> takenTaxes = new ArrayList<>();
    for (IssuedTax rate : left.taxes) {
      List<IssuedLine> at =
          taken.stream().filter(line -> line.rates().contains(rate.rate())).toList();
      if (at.isEmpty()) {
        continue;
      }
      List<Money> atNets = at.stream().map(line -> nets.get(line.number())).toList();
      Money net = Money.sum(atNets, currency);
      Money tax = tax(rate, net, left);
      List<Money> shares = Allocation.largestRemainder(tax, inProportion(tax, atNets, net));
      for (int i = 0; i < shares.size(); i++) {
        taxOfLines.merge(at.get(i).number(), shares.get(i), Money::plus);
      }
      takenTaxes.add(new IssuedTax(rate.rate(), rate.percent(), net, tax).negated());
    }
    List<IssuedLine> lines =
        taken.stream()
            .map(
                line ->
                    new IssuedLine(
                        line.number(),
                        nets.get(line.number()),
                        zero(),
                        taxOfLines.getOrDefault(line.number(), zero()),
                        line.rates()))
            .map(IssuedLine::negated)
            .toList();
    IssuedDocument note = new IssuedDocument(currency, lines, takenTaxes, zero());
    return new IssuedDocument(currency, lines, takenTaxes, creditsOf(note, notes));
  }

  /** As much as the percentage of all that was taken back by now, less what was taken before. */
  private Money tax(IssuedTax left, Money net, IssuedDocument all) {
    boolean isLast =
        net.equals(left.net())
            && all.lines.stream()
                .filter(line -> line.rates().contains(left.rate()))
                .allMatch(line -> line.net().signum() == left.net().signum());
    if (isLast) {
      return left.tax();
    }
    IssuedTax issued = byRate().get(left.rate());
    Money before = issued.tax().minus(left.tax());
    Money takenBefore = issued.net().minus(left.net());
    Money now = Money.round(issued.of(takenBefore.plus(net)), currency).minus(before);
    // Of lines with both signs some may be taxed more than all of them.
    return left.tax().signum() < 0
        ? now.max(left.tax()).min(zero())
        : now.min(left.tax()).max(zero());
  }

  private Map<String, IssuedTax> byRate() {
    return taxes.stream().collect(Collectors.toMap(IssuedTax::rate, Function.identity()));
  }

  /** What was not paid yet is taken back first, then what credits paid. */
  private Money creditsOf(IssuedDocument note, List<IssuedDocument> notes) {
    Money before = Money.sum(notes.stream().map(one -> one.total()).toList(), currency).negated();
    return returned(before.plus(note.total().negated())).minus(returned(before)).negated();
  }

  private Money returned(Money taken) {
    return taken.minus(amountDue().orZero()).orZero().min(paidByCredits);
  }

  /** What a credit takes of the last of it: discounts stay with those who gave them. */
  private IssuedDocument takenBackKeepingDiscounts() {
    return new IssuedDocument(
        currency,
        lines.stream()
            .map(
                line -> new IssuedLine(line.number(), line.net(), zero(), line.tax(), line.rates()))
            .filter(line -> !line.isNothing())
            .map(IssuedLine::negated)
            .toList(),
        takenBack().taxes,
        paidByCredits.negated());
  }

  private static List<BigDecimal> inProportion(Money amount, List<Money> parts, Money all) {
    if (all.signum() == 0) {
      return parts.stream().map(part -> BigDecimal.ZERO).toList();
    }
    return parts.stream()
        .map(
            part ->
                Decimals.plain(
                    amount
                        .amount()
                        .multiply(part.amount())
                        .divide(all.amount(), MathContext.DECIMAL128)))
        .toList();
  }

  private Money zero() {
    return Money.zero(currency);
  }
}
