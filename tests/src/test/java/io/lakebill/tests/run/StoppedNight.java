package io.lakebill.tests.run;

import io.lakebill.jobs.lake.Failpoint;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.fixture.TestLake;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * A night in a process of its own of which all threads are stopped at some moments, while what is
 * on the disk is copied. That is what signal 9 would leave at that moment: no code of the process
 * runs after it, and what was written to files is the system's. One process is stopped many times,
 * where it could be killed but once.
 */
final class StoppedNight {

  /**
   * What a night would have left if it had been killed.
   *
   * @param moment where it was
   */
  record Left(String moment, TestLake lake) {}

  /** In milliseconds; pauses that are half as long together reach the end of most nights. */
  private static final long ALL_PAUSES = 30_000;

  private final TestLake lake = Night.ready();
  private final Subprocess.Running process;

  private StoppedNight(String... options) {
    process = Subprocess.start(Night.words(lake, options));
  }

  /**
   * What is left at every named place that is asked for, in the order in which the night reached
   * them. Places between which nothing was written are one.
   */
  static List<Left> atNamedPlaces(Predicate<String> wanted) {
    StoppedNight night = new StoppedNight("-Dlakebill.failpoint=?");
    List<Left> all = new ArrayList<>();
    int reached = 0;
    Optional<String> place = night.nextPlace(reached);
    while (place.isPresent()) {
      if (wanted.test(place.get())) {
        night.addUnlessSame(all, night.stopped(place.get()));
      }
      night.process.tell("go on");
      reached++;
      place = night.nextPlace(reached);
    }
    night.process.outcome().done();
    Night.assertSameAsUndisturbed(night.lake, "a night that was only stopped");
    return all;
  }

  /**
   * What is left at random moments from where it begins to land, at most so many, spread over the
   * whole night however few they are; at the last of them the process itself is killed.
   */
  static List<Left> atRandomMoments(SplittableRandom random, int most) {
    long longestPause = ALL_PAUSES / most;
    StoppedNight night = new StoppedNight();
    night.awaitLanding();
    long start = System.nanoTime();
    List<Left> all = new ArrayList<>();
    while (all.size() + 1 < most && night.isRunningAfter(random.nextLong(longestPause))) {
      all.add(night.stopped("%d ms into it".formatted((System.nanoTime() - start) / 1_000_000)));
    }
    Outcome outcome = night.process.killedAfter(random.nextLong(longestPause));
    all.add(new Left("killed: " + outcome.exitCode(), night.lake));
    return all;
  }

  private void addUnlessSame(List<Left> all, Left left) {
    int last = all.size() - 1;
    if (last >= 0 && Scratch.isSame(all.get(last).lake().directory(), left.lake().directory())) {
      all.set(last, new Left(all.get(last).moment() + ", " + left.moment(), left.lake()));
    } else {
      all.add(left);
    }
  }

  private Left stopped(String moment) {
    TestLake[] copy = new TestLake[1];
    process.stopped(() -> copy[0] = lake.copy());
    return new Left(moment, copy[0]);
  }

  private Optional<String> nextPlace(int reached) {
    while (true) {
      boolean isRunning = process.process().isAlive();
      List<String> places =
          process
              .said()
              .lines()
              .filter(line -> line.startsWith(Failpoint.REACHED))
              .map(line -> line.substring(Failpoint.REACHED.length()))
              .toList();
      if (places.size() > reached) {
        return Optional.of(places.get(reached));
      }
      if (!isRunning) {
        return Optional.empty();
      }
      isRunningAfter(5);
    }
  }

  private void awaitLanding() {
    while (!Files.isDirectory(lake.directory().resolve("_staging/landing"))) {
      if (!isRunningAfter(20)) {
        throw new IllegalStateException("the night ended before it landed: " + process.said());
      }
    }
  }

  private boolean isRunningAfter(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return process.process().isAlive();
  }
}
