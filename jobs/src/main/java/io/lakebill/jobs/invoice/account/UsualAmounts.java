package io.lakebill.jobs.invoice.account;

import io.lakebill.jobs.run.PublishRun;
import io.lakebill.pricing.money.Money;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an account was invoiced before, by seller and currency: an invoice that is further from that
 * than a factor is not issued before somebody has looked at it.
 *
 * @param subtotals of the last invoices on which anything was charged, by seller and currency
 */
record UsualAmounts(Map<String, List<BigDecimal>> subtotals) implements Serializable {

  /** Nothing was invoiced so far, so nothing is unusual. */
  static final UsualAmounts NONE = new UsualAmounts(Map.of());

  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  UsualAmounts {
    subtotals = Map.copyOf(subtotals);
  }

  /** By what the amounts of a seller and a currency stand. */
  static String key(String seller, String currency) {
    return seller + "\n" + currency;
  }

  /**
   * Why somebody has to look at a draft first, if so.
   *
   * @param id of the draft
   * @param factor how many times as much, or as little, as is usual its subtotal may be
   */
  Optional<String> objection(DraftInvoice draft, String id, BigDecimal factor) {
    Money subtotal = draft.invoice().subtotal();
    return Optional.ofNullable(subtotals.get(key(draft.key().seller(), draft.key().currency())))
        .map(UsualAmounts::median)
        .filter(usual -> isFurther(subtotal.amount(), usual, factor))
        .map(
            usual ->
                "its subtotal %s %s by more than %s times: %s, the middle of %d earlier ones; `invoices release %s` issues it"
                    .formatted(
                        subtotal,
                        PublishRun.IMPLAUSIBLE,
                        factor.stripTrailingZeros().toPlainString(),
                        usual.stripTrailingZeros().toPlainString(),
                        subtotals.get(key(draft.key().seller(), draft.key().currency())).size(),
                        id));
  }

  private static boolean isFurther(BigDecimal amount, BigDecimal usual, BigDecimal factor) {
    return amount.compareTo(usual.multiply(factor)) > 0
        || amount.multiply(factor).compareTo(usual) < 0;
  }

  /** The one in the middle, or half of what the two there come to. */
  private static BigDecimal median(List<BigDecimal> amounts) {
    List<BigDecimal> sorted = amounts.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : sorted
            .get(middle - 1)
            .add(sorted.get(middle))
            .divide(TWO, new MathContext(40, RoundingMode.HALF_EVEN));
  }
}
