package io.lakebill.jobs.cli;

import io.lakebill.jobs.lake.Lake;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that asks for what the next run does, and says why and who asks. */
abstract class Asking implements Callable<Integer> {

  private final Console console;
  private final Clock clock;

  @Mixin private LakeOption lake;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; what comes of it says so.")
  private String reason;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who asks; the user of the machine unless given.")
  private String by;

  Asking(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  /** Asks, and says what will come of it. */
  abstract String ask(Lake lake, Clock clock, String by, String reason);

  @Override
  public Integer call() {
    lake.requireThere();
    if (reason.isBlank()) {
      throw new UsageException("--reason is empty");
    }
    String answer = lake.write(open -> ask(open, clock, by, reason));
    console.say(answer);
    return ExitCode.DONE;
  }
}
