package io.lakebill.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Named places where a process can be made to die, so that tests can show what a re-run makes of
 * it: before and after every commit to a table, every record of a run and every job. Does nothing
 * unless {@code -Dlakebill.failpoint=NAME} is set; {@code ?} as a name prints each that is reached
 * and goes on when there is a line on standard input, or no more of them.
 */
public final class Failpoint {

  /** What stands before each name where they are printed. */
  public static final String REACHED = "failpoint ";

  /** As a shell reports a process that was killed with signal 9. */
  private static final int KILLED = 137;

  private Failpoint() {}

  /** Ends the process here, without any clean-up, when this place was asked for. */
  public static void reach(String name) {
    String wanted = System.getProperty("lakebill.failpoint");
    if (name.equals(wanted)) {
      Runtime.getRuntime().halt(KILLED);
    }
    if ("?".equals(wanted)) {
      tell(name);
    }
  }

  /** Threads wait for each other here, so that a line of input is for one place. */
  private static synchronized void tell(String name) {
    System.err.println(REACHED + name);
    try {
      int next = System.in.read();
      while (next >= 0 && next != '\n') {
        next = System.in.read();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read whether to go on from " + name, e);
    }
  }
}
