package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.fixture.TestLake;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A nightly, landing included, that is killed by signal 9 at any moment and then run again comes to
 * what an undisturbed one comes to. Slow, for what is left at each moment is completed by a landing
 * and a whole night, and then compared: every build tries a few moments, the profile {@code slow}
 * more.
 */
@ExtendWith(SparkExtension.class)
class KilledAnywhereIT {

  private static final int KILLED = 137;

  private static final int OF_ONE_NIGHT = 10;

  @Test
  void aNightKilledAtRandomMomentsGivesTheSame() {
    int kills = Integer.getInteger("lakebill.kills", 20);
    SplittableRandom random = new SplittableRandom(1);
    int done = 0;
    while (done < kills) {
      List<StoppedNight.Left> all =
          StoppedNight.atRandomMoments(random, Math.min(OF_ONE_NIGHT, kills - done));
      done += all.size();
      all.forEach(KilledAnywhereIT::completeAndCompare);
    }
  }

  /** Real kills, one after the other on the same lake, each of what the last one left. */
  @Tag("long")
  @Test
  void aNightKilledAgainAndAgainGivesTheSame() {
    TestLake lake = Night.ready();
    List<String> history = new ArrayList<>();
    for (String place : List.of("land:landings", "done:meter", "committed:invoices")) {
      Outcome killed = Subprocess.run(Night.words(lake, "-Dlakebill.failpoint=" + place));
      assertEquals(KILLED, killed.exitCode(), killed.err());
      history.add(place);
    }
    completeAndCompare(new StoppedNight.Left(history.toString(), lake));
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> aNightKilledAfterAnyCommitGivesTheSame() {
    return killedAt(KilledAnywhereIT::isCommitted);
  }

  /** Before every commit, and before and after every job and every rename. */
  @Tag("long")
  @TestFactory
  Stream<DynamicTest> aNightKilledAtAnyOtherNamedPlaceGivesTheSame() {
    return killedAt(place -> !isCommitted(place));
  }

  private static boolean isCommitted(String place) {
    return place.matches("committed:.*|publish:(audited|files)|land:landings");
  }

  private static Stream<DynamicTest> killedAt(Predicate<String> wanted) {
    List<StoppedNight.Left> places = StoppedNight.atNamedPlaces(wanted);
    assertTrue(places.size() > 15, () -> "only " + places);
    return places.stream()
        .map(left -> DynamicTest.dynamicTest(left.moment(), () -> completeAndCompare(left)));
  }

  private static void completeAndCompare(StoppedNight.Left left) {
    Night.complete(left.lake());
    Night.assertSameAsUndisturbed(left.lake(), left.moment());
  }
}
