package io.lakebill.jobs.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which lines stand together. */
class LineGroupTest {

  private static List<LineGroup> groups(String... chargeAndDescription) {
    Drafted drafted = Drafted.invoice("INV-1", "EUR");
    for (int i = 0; i < chargeAndDescription.length; i += 2) {
      drafted.line(
          chargeAndDescription[i], chargeAndDescription[i + 1], "1", "2", "0", null, false);
    }
    return LineGroup.of(drafted.build().lines());
  }

  @Test
  void stepsOfOneChargeStandUnderItsNameWithTheirSum() {
    List<LineGroup> groups = groups("a", "Calls: tier 1", "a", "Calls: tier 2", "b", "Fee");

    assertEquals(List.of("Calls", "Fee"), groups.stream().map(LineGroup::name).toList());
    assertEquals("4.00", groups.get(0).amount().toPlainString());
    assertEquals(
        List.of("tier 1", "tier 2"),
        groups.get(0).lines().stream().map(groups.get(0)::step).toList());
  }

  @Test
  void aLineByItselfKeepsAllItSays() {
    assertEquals("Calls: tier 2", groups("a", "Calls: tier 2").get(0).name());
  }

  @Test
  void linesThatOthersPartAreNotMoved() {
    assertEquals(
        List.of("A: 1", "B", "A: 2"),
        groups("a", "A: 1", "b", "B", "a", "A: 2").stream().map(LineGroup::name).toList());
  }

  @Test
  void aCorrectionStandsApartFromWhatItsChargeCostsNow() {
    Drafted drafted = Drafted.invoice("INV-1", "EUR");
    drafted.line("a", "Calls: correction of INV-0", "1", "2", "0", null, true);
    drafted.line("a", "Calls: tier 1", "1", "2", "0", null, false);

    assertEquals(2, LineGroup.of(drafted.build().lines()).size());
  }
}
