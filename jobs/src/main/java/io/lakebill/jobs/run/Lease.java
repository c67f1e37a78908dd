package io.lakebill.jobs.run;

import java.time.Instant;

/**
 * Who may write to the lake's published tables, and until when.
 *
 * @param token one more than the lease before
 * @param released true once the run is published or abandoned
 */
public record Lease(String runId, Run.Mode mode, long token, Instant expiresAt, boolean released) {

  /** The same lease, given back. */
  public Lease release() {
    return new Lease(runId, mode, token, expiresAt, true);
  }

  /** The same lease, held until a later time. */
  public Lease extendTo(Instant expiry) {
    return new Lease(runId, mode, token, expiry, released);
  }
}
