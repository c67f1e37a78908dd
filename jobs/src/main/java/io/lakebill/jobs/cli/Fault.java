package io.lakebill.jobs.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person is told of a failure that nobody foresaw: one line, and where the rest is. */
final class Fault {

  private static final int LONGEST = 400;

  private Fault() {}

  /** The line. */
  static String message(Throwable failure, Optional<Path> log) {
    String where =
        log.map(file -> "; the trace is in " + file).orElse("; the trace could not be written");
    return what(failure) + where;
  }

  private static String what(Throwable failure) {
    if (isOfMemory(failure)) {
      return "the heap of %d MB is too small for this; set LAKEBILL_MEMORY, such as 8g"
          .formatted(Runtime.getRuntime().maxMemory() >> 20);
    }
    String said = failure.getMessage() == null ? failure.toString() : failure.getMessage().strip();
    String first = said.lines().findFirst().orElse(failure.toString());
    return first.length() <= LONGEST ? first : first.substring(0, LONGEST) + " ...";
  }

  /** Spark repeats in words what a task threw that ran elsewhere. */
  private static boolean isOfMemory(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof OutOfMemoryError
                    || (cause.getMessage() != null
                        && cause.getMessage().contains("java.lang.OutOfMemoryError")));
  }
}
