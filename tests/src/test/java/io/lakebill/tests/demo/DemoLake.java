package io.lakebill.tests.demo;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lake of the one full demo that the suite runs. */
final class DemoLake {

  private static final TestLake LAKE = TestLake.at(Scratch.directory("demo-lake"));

  private static Outcome outcome;

  private DemoLake() {}

  /** The lake, after the demo has run in it. */
  static TestLake get() {
    outcome();
    return LAKE;
  }

  /** A file in a directory that says that a demo made it. */
  static Path leftover() {
    return LAKE.directory().resolve("leftover.txt");
  }

  private static void leaveOfAnEarlierDemo() {
    try {
      Files.createDirectories(LAKE.directory());
      Files.writeString(LAKE.directory().resolve("_demo"), "");
      Files.writeString(leftover(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How the demo ended. */
  static synchronized Outcome outcome() {
    if (outcome == null) {
      leaveOfAnEarlierDemo();
      outcome = LAKE.run("demo");
    }
    return outcome;
  }
}
