package io.lakebill.jobs.run;

/**
 * Named places where a process can be made to die, so that tests can show what a re-run makes of
 * it. Does nothing unless {@code -Dlakebill.failpoint=NAME} is set.
 */
public final class Failpoint {

  /** As a shell reports a process that was killed with signal 9. */
  private static final int KILLED = 137;

  private Failpoint() {}

  /** Ends the process here, without any clean-up, when this place was asked for. */
  public static void reach(String name) {
    if (name.equals(System.getProperty("lakebill.failpoint"))) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
