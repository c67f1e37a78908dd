package io.lakebill.jobs.cli;

import java.time.Clock;
import picocli.CommandLine.Command;

@Command(name = "demo")
final class DemoCommand implements Runnable {
  DemoCommand(Console console, Clock clock) {}

  @Override
  public void run() {}
}
