package io.lakebill.pricing.invoice;

import io.lakebill.pricing.money.Allocation;
import io.lakebill.pricing.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tax of lines: computed per rate on the sum of those that have it, rounded once, and shared to
 * them by largest remainder. A line with several rates is taxed at each, and has the sum.
 *
 * @param subtotals in the order in which rates first come up
 * @param shares one per line
 */
record Taxes(List<TaxSubtotal> subtotals, List<Money> shares) {

  /** Of net amounts, each with the rates at the same place of the other list. */
  static Taxes of(List<Money> nets, List<List<TaxRate>> rates, TaxTreatment treatment) {
    Map<TaxRate, List<Integer>> linesByRate = new LinkedHashMap<>();
    for (int line = 0; line < nets.size(); line++) {
      for (TaxRate rate : rates.get(line)) {
        linesByRate.computeIfAbsent(treatment.applied(rate), none -> new ArrayList<>()).add(line);
      }
    }

    List<Money> shares =
        new ArrayList<>(nets.stream().map(net -> Money.zero(net.currency())).toList());
    List<TaxSubtotal> subtotals = new ArrayList<>();
    linesByRate.forEach(
        (rate, lines) -> {
          List<Money> taxed = lines.stream().map(nets::get).toList();
          Money net = Money.sum(taxed, taxed.get(0).currency());
          TaxSubtotal subtotal = TaxSubtotal.of(rate, treatment, net);
          List<BigDecimal> exact = taxed.stream().map(line -> rate.of(line.amount())).toList();
          List<Money> ofLines = Allocation.largestRemainder(subtotal.tax(), exact);
          for (int i = 0; i < lines.size(); i++) {
            shares.set(lines.get(i), shares.get(lines.get(i)).plus(ofLines.get(i)));
          }
          subtotals.add(subtotal);
        });
    return new Taxes(List.copyOf(subtotals), List.copyOf(shares));
  }
}
