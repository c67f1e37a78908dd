package io.lakebill.jobs.run;

/** Where a run stands. */
public enum RunState {
  /** Jobs may work in its staging. */
  OPEN,
  /** Past the point of no return: whoever comes next completes it. */
  PUBLISHING,
  /** Readers see it, or a later one. */
  PUBLISHED,
  /** Given up before it published anything. */
  ABANDONED
}
