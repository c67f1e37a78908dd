package io.lakebill.jobs.run;

/** Something must be configured before this can work: a catalog, a seller. */
public final class MissingSetupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MissingSetupException(String message) {
    super(message);
  }
}
