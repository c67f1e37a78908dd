package io.lakebill.pricing.charge;

import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.RatedLine;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** Charges in USD as tests write them down. */
public final class Charges {

  public static final PricingUnit USD = PricingUnit.currency("USD");

  private Charges() {}

  public static Charge usd(PricingModel model, String quantity) {
    return usd(model, Usage.of(quantity));
  }

  public static Charge usd(PricingModel model, Usage usage) {
    return new Price(model, USD).charge(usage);
  }

  public static String amount(Charge charge) {
    return charge.amount().amount().toPlainString();
  }

  public static String exact(Charge charge) {
    return charge.exactAmount().toPlainString();
  }

  /** {@code tier 1: 100 @ 2 = 200.00; flat fee tier 1: 1 @ 10 = 10.00}. */
  public static String lines(Charge charge) {
    return charge.lines().stream().map(Charges::line).collect(Collectors.joining("; "));
  }

  private static String line(Charge.Line line) {
    RatedLine rated = line.rated();
    return rated.label()
        + ": "
        + plain(rated.quantity())
        + " @ "
        + rated.amountOfOne().map(Charges::plain).orElse("?")
        + " = "
        + plain(line.amount().amount());
  }

  private static String plain(BigDecimal value) {
    return value.toPlainString();
  }
}
