package io.lakebill.pricing.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.pricing.Laws;
import io.lakebill.pricing.charge.RandomPrices.Kind;
import io.lakebill.pricing.model.PercentagePricing;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.period.Proration;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prices agree with a second implementation that shares no code with them. */
class SecondOpinionTest {

  /** Of each random price; with it every model is compared on 100,000 cases. */
  private static final int USAGES = 10;

  @ParameterizedTest
  @EnumSource
  void agreesWithThePrice(Kind kind) {
    Laws.hold(
        random -> {
          Price price = kind.price(random);
          for (int i = 0; i < USAGES; i++) {
            compare(random, price);
          }
        });
  }

  private static void compare(SplittableRandom random, Price price) {
    List<BigDecimal> events = RandomPrices.events(random);
    Usage usage =
        price.model() instanceof PercentagePricing percentage
            ? percentage.usage(events)
            : RandomPrices.usage(random, price);
    Proration proration = new Proration(random.nextInt(0, 31), 30 + random.nextInt(0, 2));

    Charge charge = price.charge(usage, proration);
    SecondOpinion opinion = SecondOpinion.of(price, usage, events, proration);

    assertSame(opinion.quantity(), charge.quantity(), price, usage);
    assertSame(opinion.exact(), charge.exactAmount(), price, usage);
    assertSame(
        opinion.exact().nearest(price.currency().decimals()),
        charge.amount().amount(),
        price,
        usage);
  }

  /** Fractions round as they should, else the two could be wrong together. */
  @Test
  void fractionsRoundHalfAwayFromZero() {
    assertEquals("0.13", nearest("0.125"));
    assertEquals("-0.13", nearest("-0.125"));
    assertEquals("0.12", nearest("0.1249"));
    assertEquals("0.00", nearest("0.0049"));
    assertEquals(0, Fraction.of(-2).compareTo(fraction("-2.5").ceiling()));
    assertEquals(0, Fraction.of(-3).compareTo(fraction("-2.5").floor()));
    assertEquals(0, Fraction.of(2).compareTo(fraction("2.0").ceiling()));
  }

  private static String nearest(String decimal) {
    Fraction rounded = fraction(decimal).nearest(2);
    return new BigDecimal(rounded.numerator())
        .divide(new BigDecimal(rounded.denominator()))
        .setScale(2)
        .toPlainString();
  }

  private static Fraction fraction(String decimal) {
    return Fraction.of(new BigDecimal(decimal));
  }

  private static void assertSame(Fraction expected, BigDecimal actual, Price price, Usage usage) {
    assertEquals(
        0,
        expected.compareTo(Fraction.of(actual)),
        () -> expected + " or " + actual + ": " + usage + " on " + price);
  }
}
