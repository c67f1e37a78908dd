package io.lakebill.jobs.run;

/** A command came before one that it builds on, or for a run that is not open. */
public final class OutOfOrderException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OutOfOrderException(String message) {
    super(message);
  }
}
