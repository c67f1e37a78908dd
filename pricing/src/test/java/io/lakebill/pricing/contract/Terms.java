package io.lakebill.pricing.contract;

import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.ServicePeriod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Contract terms in USD as tests write them down. */
public final class Terms {

  public static final PricingUnit USD = PricingUnit.currency("USD");

  private Terms() {}

  public static Money usd(String amount) {
    return new Money(new BigDecimal(amount), USD);
  }

  public static FixedFee fee(String amount) {
    return new FixedFee(new BigDecimal(amount), USD);
  }

  public static Price price(PricingModel model) {
    return new Price(model, USD);
  }

  /** Tiers of licences: up to 10 at 20, then at 15. */
  public static Price licences() {
    return price(new TieredPricing(Tiers.of(Tier.upTo("10", "20"), Tier.beyond("15"))));
  }

  /** A full time. */
  public static ServicePeriod full(String start, String end) {
    LocalDate from = LocalDate.parse(start);
    LocalDate until = LocalDate.parse(end);
    return new ServicePeriod(from, until, ChronoUnit.DAYS.between(from, until));
  }
}
