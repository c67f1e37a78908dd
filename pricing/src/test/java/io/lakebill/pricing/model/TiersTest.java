package io.lakebill.pricing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiersTest {

  @ParameterizedTest(name = "{0} with {1} bounds reaches tier {2}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          QUANTITY,              BOUNDS,    TIER
          0.000000000000000001,  INCLUSIVE, 1
          9.999999999999999999,  INCLUSIVE, 1
          10,                    INCLUSIVE, 1
          10.000000000000000001, INCLUSIVE, 2
          20,                    INCLUSIVE, 2
          20.000000000000000001, INCLUSIVE, 3
          99999999999999999999,  INCLUSIVE, 3
          0.000000000000000001,  EXCLUSIVE, 1
          9.999999999999999999,  EXCLUSIVE, 1
          10,                    EXCLUSIVE, 2
          19.999999999999999999, EXCLUSIVE, 2
          20,                    EXCLUSIVE, 3
          99999999999999999999,  EXCLUSIVE, 3
          """)
  void aQuantityOnABoundFallsWhereTheBoundsSay(BigDecimal quantity, Bounds bounds, int tier) {
    Tiers tiers =
        new Tiers(List.of(Tier.upTo("10", "3"), Tier.upTo("20", "2"), Tier.beyond("1")), bounds);

    assertEquals(tier, tiers.reachedBy(quantity) + 1);
  }

  @Test
  void boundsAreInclusiveUnlessSaidOtherwise() {
    assertEquals(Bounds.INCLUSIVE, Tiers.of(Tier.beyond("1")).bounds());
    assertTrue(Tier.beyond("1").isOpen());
  }

  @Test
  void refusesBoundsThatDoNotIncrease() {
    assertRefused(
        "tier bound 10 is not above 10",
        () -> Tiers.of(Tier.upTo("10", "2"), Tier.upTo("10.0", "1"), Tier.beyond("0")));
    assertRefused(
        "tier bound 9.5 is not above 1000",
        () -> Tiers.of(Tier.upTo("1E+3", "2"), Tier.upTo("9.5", "1"), Tier.beyond("0")));
    assertRefused("tier bound 0 is not above 0", () -> Tier.upTo("0", "2"));
    assertRefused("tier bound -5 is not above 0", () -> Tier.upTo("-5", "2"));
  }

  @Test
  void refusesTiersThatDoNotCoverEveryQuantity() {
    assertRefused("there are no tiers", () -> Tiers.of());
    assertRefused(
        "the last tier ends at 20 but must be open",
        () -> Tiers.of(Tier.upTo("10", "2"), Tier.upTo("20", "1")));
    assertRefused(
        "tier 1 is open, but tier 2 follows it",
        () -> Tiers.of(Tier.beyond("2"), Tier.upTo("10", "1"), Tier.beyond("1")));
  }

  @Test
  void refusesNegativeAmounts() {
    assertRefused("unit amount -1 is negative", () -> Tier.upTo("10", "-1"));
    assertRefused("unit amount -1 is negative", () -> Tier.beyond("-1"));
    assertRefused("flat amount -0.5 is negative", () -> Tier.beyond("1", "-0.50"));
  }

  private static void assertRefused(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }
}
