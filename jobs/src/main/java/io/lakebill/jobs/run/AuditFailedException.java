package io.lakebill.jobs.run;

import java.util.List;

/** The run breaks a law of billing, so nothing of it was published and readers keep the last. */
public final class AuditFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public AuditFailedException(String runId, List<String> failures) {
    super(
        "run %s is not published, its audit failed:%n  %s"
            .formatted(runId, String.join(System.lineSeparator() + "  ", failures)));
  }
}
