package io.lakebill.airflow.cli;

import io.lakebill.airflow.scheduler.Patience;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether a command waits for what it started. */
final class WaitOption {

  @Option(names = "--wait", description = "Wait until it is over; fail if it failed.")
  private boolean isWaiting;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "240",
      description = "Wait at most so long; default: ${DEFAULT-VALUE}.")
  private int minutes;

  boolean isWaiting() {
    return isWaiting;
  }

  Patience patience() {
    return new Patience(Duration.ofMinutes(minutes), Duration.ofSeconds(2));
  }
}
