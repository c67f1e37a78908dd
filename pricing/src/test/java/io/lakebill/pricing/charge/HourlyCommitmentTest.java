package io.lakebill.pricing.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.Laws;
import io.lakebill.pricing.model.CommittedPricing;
import io.lakebill.pricing.model.HourlyCommitment;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.model.WindowedPricing;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What is committed to in an hour may depend on the hour of the day. */
class HourlyCommitmentTest {

  private static final CommittedPricing TWENTY =
      new CommittedPricing(
          new UnitPricing(BigDecimal.ONE), new BigDecimal("20"), new BigDecimal("1.5"), true);

  private static final WindowedPricing OFFICE_HOURS =
      new WindowedPricing(TWENTY, List.of(hours(9, 17, "100")));

  @Test
  void eachHourOfTheDayHasItsCommitment() {
    Usage usage = usage("08 8 60", "09 9 60", "16 16 160", "17 17 10", "23 23 20", "00 0 30");

    // 60 + 20, 60 + 40, 160 + 30, 10 + 10, 20, 30 + 5.
    assertEquals(
        "units: 340 @ 1 = 340.00; beyond the commitment: 1 @ 55 = 55.00;"
            + " true-up to the commitment: 1 @ 50 = 50.00",
        Charges.lines(Charges.usd(OFFICE_HOURS, usage)));
  }

  @Test
  void anHourThatAClockRepeatsIsCommittedToTwice() {
    WindowedPricing night = new WindowedPricing(TWENTY, List.of(hours(1, 3, "5")));

    assertEquals("10.00", Charges.amount(Charges.usd(night, usage("00:00Z 2 1", "01:00Z 2 1"))));
  }

  @Test
  void partsOfTheDayMayStandInAnyOrderAndMeetButNotOverlap() {
    HourlyCommitment morning = hours(0, 9, "1");
    HourlyCommitment evening = hours(9, 24, "2");

    assertEquals(
        new WindowedPricing(TWENTY, List.of(morning, evening)),
        new WindowedPricing(TWENTY, List.of(evening, morning)));
    assertRefused(
        "hour 8 has two commitments",
        () -> new WindowedPricing(TWENTY, List.of(hours(8, 10, "1"), morning)));
  }

  @Test
  void refusesHoursThatNoDayHas() {
    String refusal =
        "there are no hours from %s; a day has those from 0 until 24, and a part that goes over"
            + " midnight is two";
    assertRefused(refusal.formatted("22 until 6"), () -> hours(22, 6, "1"));
    assertRefused(refusal.formatted("9 until 9"), () -> hours(9, 9, "1"));
    assertRefused(refusal.formatted("9 until 25"), () -> hours(9, 25, "1"));
    assertRefused(refusal.formatted("-1 until 2"), () -> hours(-1, 2, "1"));
    assertRefused("commitment -1 is negative", () -> hours(0, 1, "-1"));
  }

  @Test
  void refusesHoursWithoutACommitmentBesideAndUsageWithoutAnHour() {
    assertRefused(
        "commitments by the hour need a commitment beside them, which all other hours have",
        () -> new WindowedPricing(TWENTY.inner(), List.of(hours(9, 17, "1"))));
    for (String hour : Arrays.asList("24", "x", "-1", "", null)) {
      Usage usage = new Usage(Map.of(Arrays.asList("w", hour), BigDecimal.ONE));
      assertRefused(
          "hour '%s' is none of 0 to 23; what is committed to by the hour needs to know it"
              .formatted(hour),
          () -> OFFICE_HOURS.rate(usage));
    }
    assertRefused(
        "usage cell [w] does not give one value for each of [window, window:hour]",
        () -> OFFICE_HOURS.rate(new Usage(Map.of(List.of("w"), BigDecimal.ONE))));
  }

  @Test
  void adjustmentsLeaveTheCommitmentsAsTheyAre() {
    Usage usage = usage("a 9 120", "b 20 30");

    // 240 and 60 at 2: 140 are beyond 100, and 40 beyond 20.
    assertEquals(
        "390.00", Charges.amount(Charges.usd(OFFICE_HOURS.scaled(new BigDecimal("2")), usage)));
    assertEquals("390.00", Charges.amount(Charges.usd(OFFICE_HOURS.raised(BigDecimal.ONE), usage)));
    assertEquals(
        "390.00", Charges.amount(Charges.usd(OFFICE_HOURS.overridden(new BigDecimal("2")), usage)));
  }

  /** Whatever is used in which hours, each costs what a list of 24 commitments says. */
  @Test
  void hoursCostTogetherWhatAListOfCommitmentsSays() {
    Laws.hold(
        random -> {
          CommittedPricing other = committed(random);
          WindowedPricing model = RandomPrices.byHour(random, other);
          BigDecimal[] commitments = new BigDecimal[24];
          Arrays.fill(commitments, other.commitment());
          for (HourlyCommitment part : model.byHour()) {
            Arrays.fill(commitments, part.from(), part.until(), part.commitment());
          }
          Usage usage = RandomPrices.usage(random, model);
          BigDecimal included = RandomPrices.quantity(random, other);

          BigDecimal expected = BigDecimal.ZERO;
          for (var cell : usage.cells().entrySet()) {
            BigDecimal alone = Charge.sum(other.inner().rate(Usage.of(cell.getValue()), included));
            BigDecimal commitment = commitments[Integer.parseInt(cell.getKey().get(1))];
            expected =
                expected.add(withCommitment(alone, cell.getValue().signum(), commitment, other));
          }

          assertEquals(
              0,
              expected.compareTo(Charge.sum(model.rate(usage, included))),
              () -> model + " for " + usage);
        });
  }

  private static BigDecimal withCommitment(
      BigDecimal alone, int used, BigDecimal commitment, CommittedPricing terms) {
    BigDecimal size = alone.abs();
    if (size.compareTo(commitment) > 0) {
      size = commitment.add(size.subtract(commitment).multiply(terms.overageFactor()));
    } else if (terms.isTruedUp()) {
      size = commitment;
    }
    int sign = alone.signum() == 0 ? used : alone.signum();
    return size.multiply(BigDecimal.valueOf(sign));
  }

  private static CommittedPricing committed(SplittableRandom random) {
    while (true) {
      PricingModel inner = RandomPrices.inner(random);
      if (inner instanceof CommittedPricing committed) {
        return committed;
      }
    }
  }

  private static HourlyCommitment hours(int from, int until, String commitment) {
    return new HourlyCommitment(from, until, new BigDecimal(commitment));
  }

  /** Windows with their hour and quantity. */
  private static Usage usage(String... windows) {
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    for (String window : windows) {
      String[] parts = window.split(" ", -1);
      cells.put(List.of(parts[0], parts[1]), new BigDecimal(parts[2]));
    }
    return new Usage(cells);
  }

  private static void assertRefused(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }
}
