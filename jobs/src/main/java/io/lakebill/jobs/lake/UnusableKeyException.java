package io.lakebill.jobs.lake;

/** The key of a lake is not there, is too short or is another one; nothing was written. */
public final class UnusableKeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnusableKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
