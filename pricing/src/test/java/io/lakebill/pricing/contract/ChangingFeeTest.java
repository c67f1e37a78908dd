package io.lakebill.pricing.contract;

import static io.lakebill.pricing.contract.Terms.full;
import static io.lakebill.pricing.contract.Terms.usd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.charge.PriceAdjustment;
import io.lakebill.pricing.period.ServicePeriod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangingFeeTest {

  static final ServicePeriod JULY = full("2025-07-01", "2025-08-01");

  /**
   * Ten licences at 30 are 300 a month. Of July, 14 days at 300 and 17 at 360 are 135.48 and
   * 197.42; 10 at 300 and 21 at 255 (15% off) are 96.774 and 172.742, together 269.516.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          CHANGES                           | AMOUNT | LINES
          ''                                | 300.00 | ' = 300.00'
          2025-06-15 12x30                  | 360.00 | ' = 360.00'
          2025-07-01 12x30                  | 360.00 | ' = 360.00'
          2025-07-02 12x30                  | 358.06 | from 2025-07-01, quantity 10 = 9.68; from 2025-07-02, quantity 12 = 348.38
          2025-07-15 12x30                  | 332.90 | from 2025-07-01, quantity 10 = 135.48; from 2025-07-15, quantity 12 = 197.42
          2025-07-31 12x30                  | 301.94 | from 2025-07-01, quantity 10 = 290.32; from 2025-07-31, quantity 12 = 11.62
          2025-08-01 12x30                  | 300.00 | ' = 300.00'
          2025-07-11 10x25.50               | 269.52 | from 2025-07-01, quantity 10 = 96.78; from 2025-07-11, quantity 10 = 172.74
          2025-07-11 0x30                   | 96.77  | from 2025-07-01, quantity 10 = 96.77
          2025-07-11 10x30 2025-07-15 12x30 | 332.90 | from 2025-07-01, quantity 10 = 135.48; from 2025-07-15, quantity 12 = 197.42
          2025-07-11 10x31 2025-07-21 10x30 | 303.23 | from 2025-07-01, quantity 10 = 96.78; from 2025-07-11: 10 at 10 = 100.00; from 2025-07-21, quantity 10 = 106.45
          """)
  void inArrearsEachPartOfTheTimeHasItsOwnFee(String changes, String amount, String lines) {
    Charge charge = licences(changes).inArrears("", JULY);

    assertEquals(usd(amount), charge.amount());
    assertEquals(lines, lines(charge));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          CHANGES                       | AT START | AT END | LINES
          ''                            | 300.00   | 0.00   | ''
          2025-06-15 12x30              | 360.00   | 0.00   | ''
          2025-07-01 12x30              | 360.00   | 0.00   | ''
          2025-08-01 12x30              | 300.00   | 0.00   | ''
          2025-07-15 12x30              | 300.00   | 32.90  | 12 at 30 from 2025-07-15 = 32.90
          2025-07-11 10x25.50           | 300.00   | -30.48 | 10 at 25.5 from 2025-07-11 = -30.48
          2025-07-15 12x30 2025-07-31 0x30 | 300.00 | 21.29 | 12 at 30 from 2025-07-15 = 32.90; 0 at 30 from 2025-07-31 = -11.61
          2025-07-15 5x60               | 300.00   | 0.00   | ''
          """)
  void inAdvanceChangesArePaidWhenTheirTimeHasPassed(
      String changes, String start, String end, String lines) {
    ChangingFee fee = licences(changes);

    assertEquals(usd(start), fee.atStart("", JULY).amount());
    Charge charge = fee.atEnd("", JULY.start(), JULY);
    assertEquals(usd(end), charge.amount());
    assertEquals(lines, lines(charge));
  }

  /** Twelve at 30, of which ten are paid for, for the 21 days that are left to pay. */
  @Test
  void ofATimeThatIsLeftInPartThatPartIsPaid() {
    ServicePeriod left = JULY.from(LocalDate.parse("2025-07-11")).orElseThrow();

    Charge charge = licences("2025-07-05 12x30").atEnd("", JULY.start(), left);

    assertEquals("12 at 30 from 2025-07-11 = 40.65", lines(charge));
  }

  @Test
  void linesSayMoreWhereTheFeeDoes() {
    ChangingFee fee = licences("2025-07-15 12x30");

    assertEquals(
        List.of("July, from 2025-07-01, quantity 10", "July, from 2025-07-15, quantity 12"),
        labels(fee.inArrears("July", JULY)));
    assertEquals(
        List.of("July, 12 at 30 from 2025-07-15"), labels(fee.atEnd("July", JULY.start(), JULY)));
  }

  /** Seven days at 0.01, four at 0.001 and 19 at 0.004 are 0.15, of which a 30th is half a cent. */
  @Test
  void isDividedOnceHoweverManyPartsItHas() {
    ServicePeriod june = full("2025-06-01", "2025-07-01");
    FixedFee cent = Terms.fee("0.01");
    ChangingFee fee =
        new ChangingFee(
            ByDay.of(
                cent.withAmount(new BigDecimal("0.01")),
                new TreeMap<>(
                    Map.of(
                        LocalDate.parse("2025-06-08"), cent.withAmount(new BigDecimal("0.001")),
                        LocalDate.parse("2025-06-12"), cent.withAmount(new BigDecimal("0.004"))))));

    Charge charge = fee.inArrears("", june);

    assertEquals("0.005", charge.exactAmount().toPlainString());
    assertEquals(usd("0.01"), charge.amount());
  }

  @Test
  void whatIsNoChangeIsNone() {
    ByDay<FixedFee> fee =
        ByDay.of(
            Terms.fee("30"),
            new TreeMap<>(
                Map.of(
                    LocalDate.parse("2025-07-05"),
                    PriceAdjustment.NONE
                        .withOverride(new BigDecimal("30.00"))
                        .apply(Terms.fee("9")),
                    LocalDate.parse("2025-07-09"),
                    Terms.fee("31"))));

    assertEquals(
        List.of(new ByDay.Change<>(LocalDate.parse("2025-07-09"), Terms.fee("31"))), fee.changes());
  }

  @Test
  void refusesChangesThatDoNotFollowEachOther() {
    var change = new ByDay.Change<>(JULY.start(), Terms.fee("1"));

    assertEquals(
        "changes stand in the order of their days",
        assertThrows(
                IllegalArgumentException.class,
                () -> new ByDay<>(Terms.fee("2"), List.of(change, change)))
            .getMessage());
  }

  private static ChangingFee licences(String changes) {
    FixedFee fee = Terms.fee("30").withQuantity(BigDecimal.TEN);
    TreeMap<LocalDate, FixedFee> from = new TreeMap<>();
    String[] words = changes.isEmpty() ? new String[0] : changes.split(" ", -1);
    for (int i = 0; i < words.length; i += 2) {
      String[] counted = words[i + 1].split("x", -1);
      from.put(
          LocalDate.parse(words[i]),
          Terms.fee(counted[1]).withQuantity(new BigDecimal(counted[0])));
    }
    return new ChangingFee(ByDay.of(fee, from));
  }

  private static List<String> labels(Charge charge) {
    return charge.lines().stream().map(line -> line.rated().label()).toList();
  }

  private static String lines(Charge charge) {
    return charge.lines().stream()
        .map(
            line ->
                line.rated().quantity().compareTo(BigDecimal.ONE) > 0
                        && !line.rated().label().isEmpty()
                    ? "%s: %s at %s = %s"
                        .formatted(
                            line.rated().label(),
                            line.rated().quantity().toPlainString(),
                            line.rated().amountOfOne().orElseThrow().toPlainString(),
                            line.amount().amount())
                    : line.rated().label() + " = " + line.amount().amount())
        .collect(Collectors.joining("; "));
  }
}
