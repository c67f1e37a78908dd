package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.lake.Failpoint;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.fixture.TestLake;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A nightly, landing included, that is killed by signal 9 at any moment, several times in a row,
 * and then completed, comes to what an undisturbed one comes to.
 */
@Tag("long")
@ExtendWith(SparkExtension.class)
class KilledAnywhereIT {

  private static final int KILLED = 137;

  private static final int IN_A_ROW = 4;

  private static List<String> failpoints;
  private static long millis;

  @BeforeAll
  static void measureAnUndisturbedNight() {
    TestLake lake = September.ready();
    long start = System.nanoTime();
    Outcome night = Subprocess.run(Night.words(lake, "-Dlakebill.failpoint=?"));
    millis = (System.nanoTime() - start) / 1_000_000;
    failpoints =
        night
            .done()
            .lines()
            .filter(line -> line.startsWith(Failpoint.REACHED))
            .map(line -> line.substring(Failpoint.REACHED.length()))
            .distinct()
            .toList();
    Night.assertSameAsUndisturbed(lake, "a process that nobody disturbs");
  }

  @Test
  void aNightKilledAtRandomMomentsGivesTheSame() {
    killAtRandom(1, Integer.getInteger("lakebill.kills", 4));
  }

  @Test
  void aNightKilledAtMoreRandomMomentsGivesTheSame() {
    killAtRandom(2, 20);
  }

  @TestFactory
  Stream<DynamicTest> aNightKilledAtAnyNamedPlaceGivesTheSame() {
    assertTrue(failpoints.size() > 40, () -> "only " + failpoints);
    return failpoints.stream()
        .map(name -> DynamicTest.dynamicTest("at " + name, () -> killAt(name)));
  }

  private static void killAt(String failpoint) {
    TestLake lake = September.ready();
    Outcome killed = Subprocess.run(Night.words(lake, "-Dlakebill.failpoint=" + failpoint));
    assertEquals(KILLED, killed.exitCode(), killed.err());

    Night.complete(lake);

    Night.assertSameAsUndisturbed(lake, failpoint);
  }

  /** Each lake is killed a few times, then completed; a failure names all that happened to it. */
  private static void killAtRandom(long seed, int kills) {
    SplittableRandom random = new SplittableRandom(seed);
    int done = 0;
    while (done < kills) {
      TestLake lake = September.ready();
      List<String> history = new ArrayList<>();
      for (int i = 0; i < IN_A_ROW && done < kills; i++) {
        long moment = random.nextLong(millis / 4, millis);
        Outcome outcome = Subprocess.start(Night.words(lake)).killedAfter(moment);
        history.add(moment + " ms: " + outcome.exitCode());
        if (outcome.exitCode() != KILLED) {
          assertEquals(0, outcome.exitCode(), () -> history + " " + outcome.err());
          break;
        }
        done++;
      }
      Night.complete(lake);
      Night.assertSameAsUndisturbed(lake, "seed " + seed + " " + history);
    }
  }
}
