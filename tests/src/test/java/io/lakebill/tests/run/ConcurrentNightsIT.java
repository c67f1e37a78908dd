package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.fixture.TestLake;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Of two nights at once one is published and the other is told to try again. Slow, for a pair is
 * two processes that start cold: every build tries one pair, the profile {@code slow} more.
 */
@ExtendWith(SparkExtension.class)
class ConcurrentNightsIT {

  @Test
  void oneOfTwoNightsPublishesAndTheOtherTriesAgain() {
    int pairs = Integer.getInteger("lakebill.pairs", 3);
    for (int pair = 1; pair <= pairs; pair++) {
      TestLake lake = Night.ready();
      List<Subprocess.Running> both =
          Stream.generate(() -> Night.words(lake)).limit(2).map(Subprocess::start).toList();
      List<Outcome> outcomes = both.stream().map(Subprocess.Running::outcome).toList();
      assertEquals(
          List.of(0, 75),
          outcomes.stream().map(Outcome::exitCode).sorted().toList(),
          () -> outcomes.toString());
      Night.assertSameAsUndisturbed(lake, "pair " + pair);
    }
  }
}
