package io.lakebill.tests.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.upgrade.LayoutStep;
import io.lakebill.jobs.upgrade.TableChange;
import io.lakebill.schemas.table.Layout;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From each layout that lakes have, a way leads to today's. */
class LayoutStepTest {

  @Test
  void eachTableThatCannotTakeItsRowsHasAQueryThatMakesThem() {
    for (LayoutStep step : LayoutStep.from(Layout.OLDEST_WITH_STEPS)) {
      assertEquals(
          List.of(),
          step.missing(),
          () ->
              "write jobs/src/main/resources/sql/layout_%d/TABLE.sql, which makes the rows out of the tables of layout %d, for these"
                  .formatted(step.after().number(), step.before().number()));
    }
  }

  @Test
  void aStepLeadsFromEachLayoutToTheNext() {
    assertEquals(
        IntStream.rangeClosed(Layout.OLDEST_WITH_STEPS + 1, Layout.NEWEST).boxed().toList(),
        LayoutStep.from(Layout.OLDEST_WITH_STEPS).stream()
            .map(step -> step.after().number())
            .toList());
    assertEquals(List.of(), LayoutStep.from(Layout.NEWEST));
  }

  /** Three columns of what an account agreed to, and a table: nothing is written anew. */
  @Test
  void whatTheFourthLayoutChanges() {
    List<String> changes =
        TableChange.from(3).stream()
            .filter(change -> LayoutStep.to(4).after().tables().containsKey(change.table()))
            .filter(
                change -> change.columns().stream().noneMatch(c -> c.startsWith("commitment_id")))
            .map(TableChange::toString)
            .toList();

    assertTrue(
        changes.stream()
            .anyMatch(
                change ->
                    change.startsWith(
                        "credit_grants        columns  every STRING, rollover DECIMAL(38, 18)")),
        changes.toString());
  }
}
