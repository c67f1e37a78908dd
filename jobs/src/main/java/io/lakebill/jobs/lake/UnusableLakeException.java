package io.lakebill.jobs.lake;

/** The lake cannot be used as it stands: not writable, drifted, or not one of Lakebill's. */
public final class UnusableLakeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnusableLakeException(String message, Throwable cause) {
    super(message, cause);
  }
}
